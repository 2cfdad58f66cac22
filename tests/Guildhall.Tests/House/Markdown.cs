using System.Text.RegularExpressions;

namespace Guildhall.Tests.House;

/// <summary>A document of the repository, read for what tests hold it to.</summary>
internal sealed partial class Markdown(string text)
{
    /// <summary>Reads the document at <paramref name="path"/>, relative to the root of the checkout.</summary>
    public static Markdown Read(string path) => new(File.ReadAllText(Checkout.At(path)));

    /// <summary>The bodies of the fenced <c>sh</c> blocks, in order: what a reader would type.</summary>
    public IEnumerable<string> ShellBlocks() => ShellBlock().Matches(text).Select(match => match.Groups["body"].Value);

    /// <summary>The paths of the repository that the prose names in backticks (<c>`src/Guildhall.Domain`</c>, not <c>`/health`</c>).</summary>
    public IEnumerable<string> PathsNamed() =>
        Span().Matches(text).Select(match => match.Groups["path"].Value.TrimEnd('/')).Distinct();

    [GeneratedRegex(@"^```sh\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"`(?<path>(src|tests|docs)/[A-Za-z0-9._/-]*)`")]
    private static partial Regex Span();
}
