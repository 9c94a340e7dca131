# Builds the hub and runs it as a plain user. Needs a PostgreSQL: see docker-compose.yml.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml application.yaml ./
COPY routes routes
COPY src src
RUN mvn -B -ntp -DskipTests package

FROM eclipse-temurin:21-jre
RUN useradd --system --create-home serai
WORKDIR /app
COPY --from=build /src/target/serai-*.jar serai.jar
COPY application.yaml ./
COPY routes routes
USER serai
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD wget -q -O /dev/null http://localhost:8080/actuator/health/readiness || exit 1
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8", "-jar", "serai.jar"]
