namespace Guildhall.Tests.Server.Pulls;

/// <summary>From where, with which key: what the command takes, and what becomes of the secret. contract.md 2.</summary>
public sealed class PullWishTests : PullingTests
{
    [Theory]
    [InlineData("--from must be aws or an address", "--from", "guildhall")]
    [InlineData("The address must be that of a Guildhall", "--from", "ftp://guildhall.example.com", "--key", "AKIDEXAMPLE")]
    [InlineData("The address must be that of a Guildhall", "--from", "https://guildhall.example.com/aws", "--key", "AKIDEXAMPLE")]
    [InlineData("only https is allowed", "--from", "http://192.0.2.1", "--key", "AKIDEXAMPLE", "--rate", "5")]
    [InlineData("called with a key that it made", "--from", "https://guildhall.example.com")]
    [InlineData("called with a key that it made", "--from", "https://guildhall.example.com", "--organization", "o-a")]
    [InlineData("--key goes without --organization", "--from", "aws", "--key", "AKIDEXAMPLE", "--organization", "o-a")]
    [InlineData("no default organization", "--from", "aws")]
    [InlineData("Nothing linked is called o-a.", "--from", "aws", "--organization", "o-a")]
    [InlineData("--rate must be 0.1 to 1,000.", "--from", "aws", "--key", "AKIDEXAMPLE", "--rate", "0")]
    [InlineData("--rate must be 0.1 to 1,000.", "--from", "aws", "--key", "AKIDEXAMPLE", "--rate", "NaN")]
    [InlineData("This key belongs to the simulated AWS.", "--from", "aws", "--key", "AKIA0EXAMPLE")]
    public async Task Wrong_wishes_are_refused_before_anybody_is_called(string told, params string[] arguments)
    {
        Assert.Equal(1, await Terminal.RunAsync(["catalog", "pull", .. arguments]));
        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_nobody_is_called()
    {
        Terminal.Environment.Remove("GUILDHALL_AWS_SECRET");
        Assert.Equal(1, await Terminal.RunAsync("catalog", "pull", "--from", "https://guildhall.example.com", "--key", "AKIDEXAMPLE"));
        Assert.Contains("The secret must come from", Terminal.Line, StringComparison.Ordinal);
        Assert.Equal(2, await Terminal.RunAsync("catalog", "pull"));
    }

    [Fact]
    public async Task M38_The_secret_is_neither_told_nor_kept()
    {
        await using var market = await SmallMarketplace.StartAsync(3);
        market.Instead = (name, _) => name == "getOffer" ? SmallMarketplace.Error("AccessDeniedException", 403) : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        var spool = Assert.Single(Directory.EnumerateFiles(Spools));
        Assert.DoesNotContain(Secret, Terminal.Error + Terminal.Out + await File.ReadAllTextAsync(spool, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(spool));
    }
}
