using System.Globalization;
using System.Text;

namespace Guildhall.App.Mail;

/// <summary>What a mail server answers: a code of three digits and its words.</summary>
internal sealed record SmtpReply(int Code, string Words)
{
    /// <summary>Not now: later it may be taken.</summary>
    public bool Passing => Code is >= 400 and <= 499;

    public bool Good => Code is >= 200 and <= 399;
}

/// <summary>Lines to and from a mail server. What it says beyond any sense is no answer.</summary>
internal sealed class SmtpWire(Stream stream)
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[4_096];
    private int _at;
    private int _end;

    public async Task<SmtpReply> SayAsync(string line, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);
        return await HearAsync(cancellation);
    }

    /// <summary>The mail with the dot behind it; a line of its own that begins with a dot gets another.</summary>
    public async Task<SmtpReply> SendAsync(string mail, CancellationToken cancellation)
    {
        var stuffed = mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(stuffed + ".\r\n"), cancellation);
        return await HearAsync(cancellation);
    }

    /// <summary>The next reply, its lines parted by blanks. Throws <see cref="IOException"/> for what is none.</summary>
    public async Task<SmtpReply> HearAsync(CancellationToken cancellation)
    {
        var words = new List<string>();
        for (var lines = 0; lines < MostLines; lines++)
        {
            var line = await LineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException("The mail server does not speak SMTP.");
            words.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, string.Join(' ', words));
        }

        throw new IOException("The mail server's answer does not end.");
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await stream.ReadAsync(_buffer, cancellation));
                if (_end == 0) throw new IOException("The mail server ended the connection.");
            }

            var letter = (char)_buffer[_at++];
            if (letter == '\n') return line.ToString().TrimEnd('\r');
            if (line.Length == LongestLine) throw new IOException("The mail server's answer is too long.");
            line.Append(char.IsAscii(letter) && !char.IsControl(letter) ? letter : letter == '\r' ? '\r' : ' ');
        }
    }
}
