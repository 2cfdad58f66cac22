using System.CommandLine;
using Guildhall.App.Access;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall key create|disable</c>. contract.md 2.</summary>
internal static class KeyCommands
{
    private static readonly Option<string> Account = new("--account") { Description = "The account, 12 digits", HelpName = "ID", Required = true };
    private static readonly Option<string> User = new("--user") { Description = "The user's name", HelpName = "NAME", Required = true };
    private static readonly Option<string[]> Policies = new("--policy") { Description = "A built-in policy's name, or a file", HelpName = "POLICY", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Argument<string> Key = new("ACCESSKEYID") { Description = "The key" };

    public static Command Create() => new("create", "Make a key; its secret is shown this once") { Account, User, Policies };

    public static Command Disable() => new("disable", "Switch a key off, within a second on every instance") { Key };

    public static Task<int> CreateAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var policies = call.Given.GetValue(Policies)!.Select(Read).ToList();
        var issued = await guildhall.KeyIssuing.CreateAsync(new AccountId(call.Given.GetValue(Account)!), call.Given.GetValue(User)!, policies, cancellation);
        return issued.Refused
            ? call.Refused(issued.Problems)
            : call.Done(new Dictionary<string, string> { ["AccessKeyId"] = issued.Value.AccessKeyId, ["SecretAccessKey"] = issued.Value.SecretAccessKey.Reveal() });
    }, cancellation);

    public static Task<int> DisableAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var disabled = await guildhall.KeyIssuing.DisableAsync(call.Given.GetValue(Key)!, cancellation);
        return disabled.Refused ? call.Refused(disabled.Problems) : call.Done(new { accessKeyId = disabled.Value, active = false }, $"{disabled.Value} is disabled.");
    }, cancellation);

    private static AttachedPolicy Read(string policy) =>
        BuiltInPolicies.Find(policy) is null && File.Exists(policy) ? new AttachedPolicy(Path.GetFileNameWithoutExtension(policy), File.ReadAllText(policy)) : new AttachedPolicy(policy);
}
