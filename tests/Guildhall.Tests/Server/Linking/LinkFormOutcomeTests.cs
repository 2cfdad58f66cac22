using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Every message of vendor-integration.md 5.1 to 5.4 and 6.1 for its cause, on page, API and command line.</summary>
public sealed class LinkFormOutcomeTests(PreflightHall hall) : IClassFixture<PreflightHall>
{
    private const string Good = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY/+";

    private static readonly (string Typed, string Message)[] Accounts =
    [
        ("", "Enter the account ID."), ("1234", "The account ID must have exactly 12 digits."),
    ];

    private static readonly (string Typed, string Message)[] Keys =
    [
        ("", "Enter the API key."), ("AKIA123", "The API key must be 20 characters and start with AKIA."), ("ASIAIOSFODNN7EXAMPLE", "This is a temporary key. Use a long-term key (AKIA…) or a role."),
        ("AIDAIOSFODNN7EXAMPLE", "This is a user or role ID, not an access key."), ("AROAIOSFODNN7EXAMPLE", "This is a user or role ID, not an access key."),
    ];

    private static readonly (string Typed, string Message)[] SecretTexts =
    [
        ("short", "The API secret must be 40 characters."), (Good + "x", "The API secret must be 40 characters."), (Good[..39] + "!", "The API secret may contain letters, digits, + and / only."),
    ];

    private static readonly (string Typed, string Message)[] Patterns =
    [
        ("", "Enter an e-mail pattern."), ("äws+%s@example.com", "Use ASCII characters only."), ("aws+%s%s@example.com", "The pattern must contain %s exactly once."), ("aws+100%+%s@example.com", "\"%\" may only be used in %s."),
        ("aws+%s@a.com@b.com", "The pattern must have one @, after %s."), ("aws-%s@example.com", "The pattern must look like mailbox+%s@domain."), (".aws+%s@example.com", "The mailbox has a character AWS doesn't accept: .."),
        ("aws+%s@x", "The domain isn't valid."), (new string('a', 42) + "+%s@example.com", "Generated addresses would have 65 characters; AWS allows 64."),
    ];

    [Fact]
    public async Task Vendor19_2_Every_message_of_a_field_appears_for_its_cause_and_all_at_once()
    {
        for (var row = 0; row < Patterns.Length; row++)
        {
            var (account, key, secret, pattern) = (Accounts[row % Accounts.Length], Keys[row % Keys.Length], SecretTexts[row % SecretTexts.Length], Patterns[row]);
            await RefusedAsync(account.Typed, key.Typed, secret.Typed, pattern.Typed, account.Message, key.Message, secret.Message, pattern.Message);
        }

        var untyped = await hall.PostAsync(new { accountId = "111122223333", accessKeyId = "AKIAIOSFODNN7EXAMPLE", secretAccessKey = "", emailPattern = "aws+%s@example.com", region = "mars-1" });
        Assert.Equal(["Choose a region of AWS.", "Enter the API secret."], Messages(untyped));
    }

    [Fact]
    public async Task Vendor19_2_An_account_that_is_linked_or_a_member_is_refused_by_name_and_what_is_elsewhere_is_warned_of()
    {
        await RefusedAsync(hall.World.Management, "AKIAIOSFODNN7EXAMPLE", Good, "aws+%s@example.com", $"Account {hall.World.Management} is already linked as \"aws-{hall.World.Management}\".");
        await RefusedAsync(hall.World.Ledger, "AKIAIOSFODNN7EXAMPLE", Good, "aws+%s@example.com", $"Account {hall.World.Ledger} is a member of \"aws-{hall.World.Management}\"; link its management account instead.");
        var page = await hall.PageAsync(("accountId", "111122223333"), ("region", "il-central-1"), ("accessKeyId", hall.World.Aws.AccessKeyId), ("secretAccessKey", Good), ("emailPattern", "aws+%s@example.com"), ("mode", "fresh"));
        Assert.Contains("Reports can't be delivered in il-central-1; the report bucket will be made in us-east-1.", page, StringComparison.Ordinal);
        Assert.Contains($"This key is already used by \"aws-{hall.World.Management}\".", page, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string account, string key, string secret, string pattern, params string[] messages)
    {
        var answer = await hall.PostAsync(new { accountId = account, accessKeyId = key, secretAccessKey = secret, emailPattern = pattern });
        Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict });
        var page = await hall.PageAsync(("accountId", account), ("region", "us-east-1"), ("accessKeyId", key), ("secretAccessKey", secret), ("emailPattern", pattern), ("mode", "fresh"));
        var lines = (await hall.CommandAsync(account, "us-east-1", key, secret, pattern)).Error.Trim().Split('\n');
        Assert.Equal(messages, Messages(answer));
        Assert.Equal(messages, lines.Select(l => l.Trim()));
        Assert.All(messages, message => Assert.Contains(message, page, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, page + answer.Body + string.Join(' ', lines), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Messages(HallAnswer answer) => answer.Json["errors"]!.AsArray().Select((JsonNode? e) => (string)e!["message"]!);
}
