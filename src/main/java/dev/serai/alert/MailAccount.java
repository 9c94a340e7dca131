package dev.serai.alert;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;
import org.springframework.stereotype.Component;

/** Who the hub is to the mail server; nobody if no user is configured. */
@Component("alertMailAccount")
class MailAccount extends MailAuthenticator {

    private final AlertProperties.Mail mail;

    MailAccount(AlertProperties properties) {
        this.mail = properties.mail();
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(mail.username(), mail.password().reveal());
    }
}
