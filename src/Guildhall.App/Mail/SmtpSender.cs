using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Guildhall.App.Mail;

/// <summary>What came of handing a mail to the server.</summary>
/// <param name="Problem">Why it was not taken, as one sentence; null when it was.</param>
/// <param name="Final">Whether another try is pointless.</param>
internal sealed record SentMail(string? Problem, bool Final = false);

/// <summary>Hands one mail to the operator's mail server, once, over a connection of its own. RFC 5321, 3207, 4954.</summary>
internal sealed class SmtpSender(MailServer server, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task<SentMail> SendAsync(string id, string recipient, string subject, string text, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port, either.Token);
            await using var plain = client.GetStream();
            await using var stream = await ProtectedAsync(plain, either.Token);
            return await TalkAsync(stream, new Envelope(recipient, MailMessage.Of(id, server.From, recipient, subject, text, clock.GetUtcNow())), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SentMail("The mail server did not answer in time.");
        }
        catch (AuthenticationException refused)
        {
            return new SentMail($"The mail server's certificate is not accepted: {refused.Message}");
        }
        catch (Exception broken) when (broken is IOException or SocketException or CryptographicException)
        {
            return new SentMail(broken.Message);
        }
    }

    /// <summary>The stream to talk on: under TLS before anything is said, unless the operator's server is on this machine and has none.</summary>
    private async Task<Stream> ProtectedAsync(Stream plain, CancellationToken cancellation)
    {
        if (server.Tls == MailTls.None) return plain;
        if (server.Tls == MailTls.StartTls)
        {
            var wire = new SmtpWire(plain);
            await GreetedAsync(wire, cancellation);
            var turned = await wire.SayAsync("STARTTLS", cancellation);
            if (turned.Code != 220) throw new IOException($"The mail server has no STARTTLS: {turned.Code} {turned.Words}");
        }

        // What came in the clear behind the answer is left in the old buffer and never read.
        var secure = new SslStream(plain, leaveInnerStreamOpen: true);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = Trust() }, cancellation);
        return secure;
    }

    private X509ChainPolicy? Trust()
    {
        if (server.Authorities is not { } file) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    private async Task<SentMail> TalkAsync(Stream stream, Envelope mail, CancellationToken cancellation)
    {
        var wire = new SmtpWire(stream);
        if (server.Tls == MailTls.StartTls) await SayHelloAsync(wire, cancellation);
        else await GreetedAsync(wire, cancellation);
        if (server is { User: { } user, Password: { } password })
        {
            var signedIn = await wire.SayAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password.Reveal()}")), cancellation);
            if (!signedIn.Good) return new SentMail($"The mail server does not take user and password ({signedIn.Code}).");
        }

        if (Refusal(await wire.SayAsync($"MAIL FROM:<{server.From}>", cancellation)) is { } sender) return sender;
        if (Refusal(await wire.SayAsync($"RCPT TO:<{mail.Recipient}>", cancellation)) is { } recipient) return recipient;
        if (Refusal(await wire.SayAsync("DATA", cancellation)) is { } data) return data;
        if (Refusal(await wire.SendAsync(mail.Text, cancellation)) is { } text) return text;
        await wire.SayAsync("QUIT", cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return new SentMail(null);
    }

    private static async Task GreetedAsync(SmtpWire wire, CancellationToken cancellation)
    {
        var greeting = await wire.HearAsync(cancellation);
        if (!greeting.Good) throw new IOException($"The mail server does not take mail now: {greeting.Code} {greeting.Words}");
        await SayHelloAsync(wire, cancellation);
    }

    private static async Task SayHelloAsync(SmtpWire wire, CancellationToken cancellation)
    {
        var hello = await wire.SayAsync("EHLO guildhall", cancellation);
        if (!hello.Good) throw new IOException($"The mail server does not take mail from here: {hello.Code} {hello.Words}");
    }

    private static SentMail? Refusal(SmtpReply reply) => reply.Good ? null : new SentMail($"The mail server answered {reply.Code}: {reply.Words}", Final: !reply.Passing);

    private sealed record Envelope(string Recipient, string Text);
}
