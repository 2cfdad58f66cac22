using Guildhall.App.Cloud;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>Reads the form of a new link: everything that is wrong, at once, and what should be known. vendor-integration.md 5, 6.1.</summary>
public sealed class LinkForms(Database database, AwsConnections connections, ExternalIds externalIds)
{
    /// <summary>What credentials may be here.</summary>
    internal CredentialTerms Terms { get; } = new(!connections.Target.IsAws, connections.OwnAllowed, externalIds.Of);

    /// <summary>Every field, against every link there is.</summary>
    public async Task<LinkFormReading> ReadAsync(LinkForm form, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var links = await db.Links.AsNoTracking().ToListAsync(cancellation);
        var account = LinkFields.Account(form.Account, LinkMembers.Account) is { Refused: false } read ? read.Value.Value : null;
        var member = account is null ? null : await db.Nodes.AsNoTracking().FirstOrDefaultAsync(n => n.Id == account, cancellation);
        return Read(form, [.. links.Where(l => !IsUnfinished(l, account, form.Mode))], member?.TenantId, Terms);
    }

    /// <summary>A link that was never set up to its end is no obstacle for whoever asks for the same again: it is taken up (F-03).</summary>
    internal static bool IsUnfinished(LinkRow link, string? account, LinkMode mode) =>
        link.AccountId == account && link.Mode == mode.ToString() && link.LastSync is null && link.State is LinkStates.Checking or LinkStates.Degraded;

    /// <summary>The same on what is given.</summary>
    /// <param name="memberOf">The tenant whose tree has the account.</param>
    internal static LinkFormReading Read(LinkForm form, IReadOnlyList<LinkRow> links, string? memberOf, CredentialTerms terms)
    {
        var problems = new List<Problem>();
        var number = LinkFields.Account(form.Account, LinkMembers.Account);
        AccountId? account = number.Refused ? null : number.Value;
        problems.AddRange(number.Refused ? number.Problems : []);
        if (!AwsRegions.All.Contains(form.Region ?? "")) problems.Add(Problem.Malformed("Choose a region of AWS.", LinkMembers.Region));
        var credentials = Take(new CredentialFields(terms, account, null).Read(form.Credentials, form.RoleArn, form.ExternalId, form.AccessKeyId, form.Secret), problems);
        var pattern = form is { EmailPattern: null, Mode: LinkMode.Adopt } ? null : Take(EmailPattern.Read(form.EmailPattern, LinkMembers.EmailPattern), problems);
        var name = account is null ? null : Take(LinkFields.Name(form.Name, account.Value, LinkMembers.Name), problems);
        problems.AddRange(form.Settings.Faults());
        if (account is { } known && Taken(known, links, memberOf) is { } taken) problems.Add(taken);
        if (name is not null && links.Any(l => l.Name == name && l.AccountId != account!.Value.Value)) problems.Add(Problem.Malformed($"Another organization is called \"{name}\".", LinkMembers.Name));
        return new LinkFormReading(problems, Warnings(form, links), problems.Count > 0 ? null : new LinkWish(account!.Value, form.Region!, credentials!)
        {
            Mode = form.Mode,
            Name = name,
            EmailPattern = pattern?.Text,
            Default = form.Default ?? !links.Any(l => l.IsDefault),
            Integrate = form.Integrate ?? form.Mode == LinkMode.Fresh,
            Settings = form.Settings,
            DeepCheck = form.DeepCheck,
            DraftId = form.DraftId,
        });
    }

    /// <summary>Refused: the account is linked, or is a member of what is.</summary>
    internal static Problem? Taken(AccountId account, IReadOnlyList<LinkRow> links, string? memberOf)
    {
        if (links.FirstOrDefault(l => l.AccountId == account.Value && l.State != LinkStates.Removed) is { } same)
            return Problem.Conflict(AlreadyLinked, $"Account {account} is already linked as \"{same.Name}\".") with { Member = LinkMembers.Account };
        return memberOf is not null && memberOf != account.Value && links.FirstOrDefault(l => l.TenantId == memberOf && l.State != LinkStates.Removed) is { } holder
            ? Problem.Conflict(AlreadyLinked, $"Account {account} is a member of \"{holder.Name}\"; link its management account instead.") with { Member = LinkMembers.Account }
            : null;
    }

    internal const string AlreadyLinked = "ALREADY_LINKED";

    /// <summary>What should be known of key, pattern and region beside what is wrong with them.</summary>
    internal static IReadOnlyList<LinkWarning> Warnings(LinkForm form, IEnumerable<LinkRow> links)
    {
        var others = links.Where(l => l.State != LinkStates.Removed && l.AccountId != form.Account).ToList();
        var warnings = new List<LinkWarning>();
        if (form.Region is { } region && !ReportPlan.IsDelivered(region)) warnings.Add(new LinkWarning(LinkMembers.Region, $"Reports can't be delivered in {region}; the report bucket will be made in us-east-1."));
        if (form is { Credentials: CredentialKind.Key or CredentialKind.KeyedRole, AccessKeyId: { } typed } && typed.Trim() is { Length: > 0 } key && others.FirstOrDefault(l => l.AccessKeyId == key) is { } sameKey) warnings.Add(new LinkWarning(LinkMembers.AccessKeyId, $"This key is already used by \"{sameKey.Name}\"."));
        if (form.EmailPattern?.Trim() is { Length: > 0 } pattern && others.FirstOrDefault(l => string.Equals(l.EmailPattern, pattern, StringComparison.OrdinalIgnoreCase)) is { } samePattern)
            warnings.Add(new LinkWarning(LinkMembers.EmailPattern, $"\"{samePattern.Name}\" uses the same pattern."));
        return warnings;
    }

    private static T? Take<T>(Result<T> read, List<Problem> problems)
        where T : class
    {
        if (!read.Refused) return read.Value;
        problems.AddRange(read.Problems);
        return null;
    }
}
