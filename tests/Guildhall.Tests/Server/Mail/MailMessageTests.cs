using Guildhall.App.Mail;
using Guildhall.App.Secrets;

namespace Guildhall.Tests.Server.Mail;

/// <summary>Mail as it goes over the wire. RFC 5321, 5322, 3207; security.md S-64.</summary>
public sealed class MailMessageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hello\r\nBcc: all@example.com\r\n\r\nOther text")]
    [InlineData("Hello\nX: y")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_all@example.com?=")]
    [InlineData("Größe 日本 🏛 a very long subject that does not fit into one encoded word, nor into two of them")]
    [InlineData("")]
    public async Task Nothing_of_a_subject_or_text_becomes_a_header_or_a_command(string text)
    {
        await using var sink = new MailSink();

        var sent = await Sender(sink).SendAsync("id", "to@example.com", text, $"{text}\r\n.\r\nQUIT\r\n..two dots", Cancellation);

        Assert.Null(sent.Problem);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal(["Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"], mail.Headers.Select(h => h.Split(':')[0]));
        Assert.Equal(text, mail.Subject);
        Assert.Equal($"{text}\r\n.\r\nQUIT\r\n..two dots".ReplaceLineEndings("\r\n"), mail.Text);
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
    }

    [Fact]
    public async Task Under_STARTTLS_user_and_password_are_said_after_the_handshake_alone()
    {
        using var certificate = MailSink.Certificate();
        await using var sink = new MailSink(certificate: certificate);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), Cancellation);
        var server = new MailServer("localhost", sink.Port, MailTls.StartTls, "from@example.com") { User = "me", Password = new Secret("pass"), Authorities = file };

        var sent = await new SmtpSender(server, TimeProvider.System).SendAsync("id", "to@example.com", "Subject", "Text", Cancellation);

        Assert.Null(sent.Problem);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal((true, "/me/pass"), (mail.Secure, mail.SignedInAs));
        File.Delete(file);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_or_with_a_certificate_that_nobody_knows_gets_no_mail()
    {
        await using var plain = new MailSink();
        using var certificate = MailSink.Certificate();
        await using var unknown = new MailSink(certificate: certificate);
        var server = new MailServer("localhost", plain.Port, MailTls.StartTls, "from@example.com") { User = "me", Password = new Secret("pass") };

        var first = await new SmtpSender(server, TimeProvider.System).SendAsync("id", "to@example.com", "Subject", "Text", Cancellation);
        var second = await new SmtpSender(server with { Port = unknown.Port }, TimeProvider.System).SendAsync("id", "to@example.com", "Subject", "Text", Cancellation);

        Assert.StartsWith("The mail server has no STARTTLS", first.Problem, StringComparison.Ordinal);
        Assert.StartsWith("The mail server's certificate is not accepted", second.Problem, StringComparison.Ordinal);
        Assert.Empty(plain.Mails.Concat(unknown.Mails));
    }

    private static SmtpSender Sender(MailSink sink) => new(new MailServer("127.0.0.1", sink.Port, MailTls.None, "from@example.com"), TimeProvider.System);
}
