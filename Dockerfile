# Builds the hub, lays it out for a fast start and runs it as a plain user. Needs a PostgreSQL: see docker-compose.yml.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml application.yaml ./
COPY routes routes
COPY src src
RUN mvn -B -ntp -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home serai
# here and not above: what a JVM has learned is for this very JVM
COPY --from=build /src/target/serai-*.jar /src/src/main/scripts/pack /tmp/
RUN bash /tmp/pack /tmp/serai-*.jar /app && rm /tmp/serai-*.jar /tmp/pack
WORKDIR /app
COPY application.yaml ./
COPY routes routes
USER serai
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD wget -q -O /dev/null http://localhost:8080/actuator/health/readiness || exit 1
ENTRYPOINT ["/app/run"]
