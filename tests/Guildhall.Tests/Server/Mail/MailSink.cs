using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Guildhall.Tests.Server.Mail;

/// <summary>A mail as a mail server got it.</summary>
internal sealed record ReceivedMail(string From, string To, string Raw, bool Secure, string? SignedInAs)
{
    private string[] Parts { get; } = Raw.Split("\r\n\r\n", 2);

    /// <summary>The header's lines, folded ones joined.</summary>
    public IReadOnlyList<string> Headers => Parts[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

    public string Header(string name) => Assert.Single(Headers, h => h.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    public string Subject => string.Concat(Header("Subject").Split(' ').Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2]))));

    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Parts[1].Replace("\r\n", "", StringComparison.Ordinal)));
}

/// <summary>A mail server on loopback that does what a test tells it.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly Func<string, int, string?> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;
    private int _tries;

    /// <param name="answer">What is answered to the recipient at the n-th try instead of 250, from 1 on; an empty text closes the connection.</param>
    /// <param name="certificate">For STARTTLS; without one there is none.</param>
    public MailSink(Func<string, int, string?>? answer = null, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer ?? ((_, _) => null), certificate);
        _listener.Start();
        _loop = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>How often a recipient was named.</summary>
    public int Tries => _tries;

    /// <summary>A certificate for this machine that nobody knows.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async Task UntilAsync(Func<bool> done)
    {
        for (var tries = 0; !done(); tries++)
        {
            Assert.True(tries < 1_000, $"{Mails.Count} mails, {_tries} tries: {string.Join(", ", Mails.Select(m => m.To))}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate?.Dispose();
        _ended.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            _ = ServeAsync(client).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Stream stream = client.GetStream();
        var (from, to, secure, user) = ("", "", false, (string?)null);
        await SayAsync(stream, "220 sink");
        while (await LineAsync(stream) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await SayAsync(stream, _certificate is null || secure ? "250-sink\r\n250 AUTH PLAIN" : "250-sink\r\n250 STARTTLS");
                    break;
                case "STARTTLS" when _certificate is not null:
                    // What is slipped in before TLS must not be taken for an answer under it.
                    await SayAsync(stream, "220 go ahead\r\n250 injected");
                    var protectedStream = new SslStream(stream);
                    await protectedStream.AuthenticateAsServerAsync(_certificate);
                    (stream, secure) = (protectedStream, true);
                    break;
                case "AUTH":
                    user = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', '/');
                    await SayAsync(stream, "235 welcome");
                    break;
                case "MAIL":
                    from = line;
                    await SayAsync(stream, "250 sender");
                    break;
                case "RCPT":
                    to = line["RCPT TO:<".Length..^1];
                    var answer = _answer(to, Interlocked.Increment(ref _tries));
                    if (answer is "") return;
                    await SayAsync(stream, answer ?? "250 recipient");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go ahead");
                    _mails.Enqueue(new ReceivedMail(from, to, await DataAsync(stream), secure, user));
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "502 unknown");
                    break;
            }
        }
    }

    private async Task<string> DataAsync(Stream stream)
    {
        var text = new StringBuilder();
        while (await LineAsync(stream) is { } line and not ".") text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _ended.Token) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }

    private Task SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _ended.Token).AsTask();
}
