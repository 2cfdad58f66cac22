using System.Text;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>A request as the vector files write it: raw blanks and raw UTF-8 in the target, folded headers.</summary>
internal sealed record HttpText(string Method, string Target, IHeaderDictionary Headers, byte[] Body)
{
    public SignableRequest Request => new(Method, Target, Headers);

    public static HttpText Read(string file)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).TrimEnd('\n').Replace("\n ", " ", StringComparison.Ordinal).Split('\n');
        var method = head[0][..head[0].IndexOf(' ', StringComparison.Ordinal)];
        var target = head[0][(method.Length + 1)..head[0].LastIndexOf(" HTTP/", StringComparison.Ordinal)];
        var headers = new HeaderDictionary();
        foreach (var line in head[1..])
            Append(headers, line.Split(':', 2));
        return new(method, target, headers, end < 0 ? [] : Encoding.UTF8.GetBytes(text[(end + 2)..]));
    }

    private static void Append(HeaderDictionary headers, string[] header) =>
        headers[header[0]] = StringValues.Concat(headers[header[0]], header[1].Trim());
}
