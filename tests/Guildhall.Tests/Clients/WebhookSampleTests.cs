using System.Text.RegularExpressions;
using Guildhall.Tests.House;
using Guildhall.Tests.Server.Webhooks;

namespace Guildhall.Tests.Clients;

/// <summary>The check of docs/guide/webhooks.md, as a receiver runs it, against what Guildhall sends.</summary>
[Trait("Ring", "Clients")]
public sealed partial class WebhookSampleTests(SqliteWebhookHall hall) : IClassFixture<SqliteWebhookHall>
{
    private const string Ask = """
        import sys
        body = open(sys.argv[1], "rb").read()
        print(check(sys.argv[2], sys.argv[3], body), check(sys.argv[4], sys.argv[3], body), check("whsec_other", sys.argv[3], body),
              check(sys.argv[2], sys.argv[3], body + b" "), check(sys.argv[2], sys.argv[3], body, time.time() + 400))
        """;

    [Fact]
    public async Task The_sample_takes_what_Guildhall_signs_and_nothing_else()
    {
        ChildProcess.Need("python3");
        await using var receiver = new WebhookReceiver();
        var (id, former) = await hall.AddAsync(receiver.Url);
        var secret = (await hall.ActAsync(id, "rotate"))["secret"]!.GetValue<string>();
        await hall.ActAsync(id, "test");
        var got = Assert.Single(receiver.Received);
        var folder = Directory.CreateTempSubdirectory("sample-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "check.py"), Sample().Match(await File.ReadAllTextAsync(Checkout.At("docs/guide/webhooks.md"), TestContext.Current.CancellationToken)).Groups[1].Value + Ask, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "body"), got.Body, TestContext.Current.CancellationToken);

        await using var python = ChildProcess.Start("python3", ["check.py", "body", secret, got.Headers["Guildhall-Signature"], former], folder);
        var ended = await python.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        Assert.Equal("True True False False False", ended.Output.Trim());
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"^```python\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();
}
