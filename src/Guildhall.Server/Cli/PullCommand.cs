using System.CommandLine;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Catalogue.Pull;
using Guildhall.Domain;
using Guildhall.Server.Demo;
using Guildhall.Wire.Signing;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall catalog pull</c>: a catalogue from AWS or from another Guildhall. contract.md 2, storefront-and-procurement.md E.4.</summary>
internal static class PullCommand
{
    private const double SlowestRate = 0.1;
    private const double FastestRate = 1_000;

    private static readonly Option<string> From = new("--from") { Description = "aws, or the address of another Guildhall", HelpName = "aws|URL", Required = true };
    private static readonly Option<string?> Organization = new("--organization") { Description = "With the credentials of this linked organization; without it and --key those of the default one", HelpName = "ID" };
    private static readonly Option<string?> Key = new("--key") { Description = "With this access key; its secret comes from $GUILDHALL_AWS_SECRET or standard input", HelpName = "K" };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Calls a second of each operation (AWS's: 10 searches, 5 of the others; on loopback as fast as it goes)", HelpName = "N" };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Import nothing when anything is refused" };
    private static readonly Option<bool> AcceptLoss = new("--accept-loss") { Description = "Believe that more than half of the products that were pulled before are gone" };
    private static readonly Option<bool> Anew = new("--anew") { Description = "Begin from the start, though a pull was left before its end" };

    public static Command Make() => new("pull", "Copy a catalogue from AWS, or from another Guildhall; goes on where it was left") { From, Organization, Key, Rate, Strict, AcceptLoss, Anew, SettingOption.AwsEndpoint };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var wish = await WishAsync(call, cancellation);
        if (wish.Refused) return call.Refused(wish.Problems);
        if (IsOwn(call, guildhall, wish.Value.From)) return call.Refused([Problem.Malformed("That is this Guildhall's own address.", "from")]);
        var pulled = await guildhall.Pulls.PullAsync(wish.Value, progress => call.Streams.Error.WriteLine(Sentence(progress)), cancellation);
        return pulled.Refused ? call.Refused(pulled.Problems) : Told(call, pulled.Value);
    }, cancellation);

    private static async Task<Result<PullWish>> WishAsync(Call call, CancellationToken cancellation)
    {
        var (from, key, link, rate) = (call.Given.GetValue(From)!, call.Given.GetValue(Key), call.Given.GetValue(Organization), call.Given.GetValue(Rate));
        Uri? address = null;
        if (from != "aws" && !Uri.TryCreate(from, UriKind.Absolute, out address)) return Problem.Malformed("--from must be aws or an address such as https://guildhall.example.com.", "from");
        if (rate is not (null or (>= SlowestRate and <= FastestRate))) return Problem.Malformed($"--rate must be {SlowestRate} to {FastestRate:N0}.", "rate");
        if (key is not null && link is not null) return Problem.Malformed("--key goes without --organization.", "key");
        var secret = key is null ? null : await OrganizationCommands.SecretAsync(call, cancellation);
        if (key is not null && secret is null) return Problem.Malformed("The secret must come from $GUILDHALL_AWS_SECRET or standard input.", "key");
        return new PullWish(call.Folder.File("pulls"))
        {
            From = address,
            Link = link,
            Key = secret is null ? null : new SigningCredentials(key!, secret.Reveal()),
            Rate = rate,
            Strict = call.Given.GetValue(Strict),
            AcceptLoss = call.Given.GetValue(AcceptLoss),
            Anew = call.Given.GetValue(Anew),
        };
    }

    /// <summary>Whether the address is one of which it is known that this Guildhall answers there.</summary>
    private static bool IsOwn(Call call, Installation guildhall, Uri? from) =>
        from is not null && new[] { guildhall.Options.PublicUrl, DemoGuide.Read(call.Folder) is { } demo ? new Uri(demo.Url) : null }.Any(own => own?.Authority == from.Authority);

    private static string Sentence(PullProgress progress)
    {
        var listings = progress.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{progress.Listings} of {total} listings") : "no listings yet";
        return string.Create(CultureInfo.InvariantCulture, $"Found {listings}; read {progress.Products} products and {progress.Offers} offers with {progress.Calls} calls, {progress.Kept} answers were there already.");
    }

    private static int Told(Call call, PullReport report)
    {
        foreach (var refusal in report.Refusals) call.Streams.Error.WriteLine(refusal);
        if (report.LostMost) call.Streams.Error.WriteLine("More than half of the products that were pulled before are not there, so nothing was withdrawn; --accept-loss believes it.");
        else if (!report.Complete) call.Streams.Error.WriteLine("Not everything could be read, so nothing was withdrawn.");
        var counts = report.Counts;
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"added {counts.Added}, changed {counts.Changed}, unchanged {counts.Unchanged}, withdrawn {counts.Withdrawn}, refused {counts.Refused}");
        var sentence = report.Applied ? $"Pulled from {report.Origin.Address} as account {report.Origin.Account.Value}: {told}." : $"Nothing was imported ({told}); without --strict the sound records are.";
        var end = call.Done(Answer(report), sentence);
        return report.Applied ? end : ExitCode.Refused;
    }

    private static object Answer(PullReport report) => new
    {
        Source = report.Origin.Address,
        Account = report.Origin.Account.Value,
        report.Applied,
        report.Complete,
        report.Counts.Added,
        report.Counts.Changed,
        report.Counts.Unchanged,
        report.Counts.Refused,
        report.Counts.Withdrawn,
        report.Read.Listings,
        report.Read.Products,
        report.Read.Offers,
        report.Read.Calls,
        report.Read.Kept,
        Refusals = report.Refusals.Select(r => new { r.Id, r.Member, r.Reason }),
    };
}
