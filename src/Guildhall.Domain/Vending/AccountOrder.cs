using System.Text.RegularExpressions;
using Guildhall.Domain.Linking;

namespace Guildhall.Domain.Vending;

/// <summary>Who is told of the account's operation: all four, or none, because AWS wants all. vendor-integration.md 12.3.</summary>
public sealed record OwnerContact(string Name, string Title, string Email, string Phone)
{
    private static readonly OwnerContact None = new("", "", "", "");

    /// <summary>What was given of a contact; null for nothing at all, which is no contact.</summary>
    public static OwnerContact? Of(string? name, string? title, string? email, string? phone) =>
        new OwnerContact(name ?? "", title ?? "", email ?? "", phone ?? "") is var given && given == None ? null : given;
}

/// <summary>What a buyer says of the account that is ordered. vendor-integration.md 12.3, 12.4.</summary>
public sealed partial record AccountOrder
{
    /// <summary>An amount in ten-thousand-millionths must fit 64 bits (decisions.md 12): that ends at 922 millions.</summary>
    public const decimal HighestBudget = 900_000_000;

    /// <summary>May be empty for an account that exists: it has a name.</summary>
    public required string Name { get; init; }

    /// <summary>The account to invite; null when a new one is made.</summary>
    public InvitedAccount? Existing { get; init; }

    /// <summary>The root address, typed by a manager instead of made from the pattern.</summary>
    public string? Email { get; init; }

    public string? Alias { get; init; }

    public OwnerContact? Contact { get; init; }

    /// <summary>Where it is moved; null for the link's own setting.</summary>
    public string? Parent { get; init; }

    /// <summary>The role that AWS makes in a new account, as the link's settings have it when the order is given: what is set later is for later orders.</summary>
    public string? RoleName { get; init; }

    /// <summary>An optional label for statements (decisions.md 8).</summary>
    public string? Company { get; init; }

    public string? Purpose { get; init; }

    public string? CostCentre { get; init; }

    /// <summary>A month's, in the link's currency: at most <see cref="HighestBudget"/>, at most two decimals.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (!(Existing is not null && Name.Length == 0) && !NameForm().IsMatch(Name)) yield return Problem.Malformed("Use 1–50 plain ASCII characters.", nameof(Name));
        if (Email is { } email && EmailAddress.Read(email, nameof(Email)) is { Refused: true } refused) yield return refused.Problems[0];
        if (Alias is { } alias && !AliasForm().IsMatch(alias)) yield return Problem.Malformed("3–63 lower-case letters, digits, single hyphens.", nameof(Alias));
        foreach (var fault in ExistingFaults()) yield return fault;
        foreach (var fault in ContactFaults()) yield return fault;
        foreach (var fault in TextFaults()) yield return fault;
        if (Budget is < 0 or > HighestBudget) yield return Problem.Malformed("A budget is between 0 and 900,000,000.", nameof(Budget));
        if (Budget is { } budget && decimal.Round(budget, 2) != budget) yield return Problem.Malformed("A budget has at most two decimals.", nameof(Budget));
    }

    /// <summary>What AWS lets nobody set from outside of an account that joins (vendor-integration.md 13.3) is not asked for.</summary>
    private IEnumerable<Problem> ExistingFaults()
    {
        if (Existing is not { } existing) yield break;
        foreach (var fault in existing.Faults()) yield return fault;
        if (Email is not null) yield return Problem.Malformed("An account that exists keeps its address.", nameof(Email));
        if (Alias is not null) yield return Problem.Malformed("An account that exists keeps its alias.", nameof(Alias));
        if (Contact is not null) yield return Problem.Malformed("An account that exists keeps its contacts.", nameof(Contact));
    }

    private IEnumerable<Problem> ContactFaults()
    {
        if (Contact is not { } contact) yield break;
        if (new[] { contact.Name, contact.Title, contact.Email, contact.Phone }.Any(string.IsNullOrWhiteSpace))
        {
            yield return Problem.Malformed("AWS wants name, title, e-mail and phone of a contact, or no contact.", nameof(Contact));
            yield break;
        }

        if (contact.Name.Length > 64) yield return Problem.Malformed("The contact's name has at most 64 characters.", nameof(Contact));
        if (contact.Title.Length > 50) yield return Problem.Malformed("The contact's title has at most 50 characters.", nameof(Contact));
        if (contact.Email.Length > 254 || !ContactEmail().IsMatch(contact.Email)) yield return Problem.Malformed("The contact's e-mail address isn't valid.", nameof(Contact));
        if (!Phone().IsMatch(contact.Phone)) yield return Problem.Malformed("A phone number has at most 25 digits, blanks and + - ( ).", nameof(Contact));
    }

    private IEnumerable<Problem> TextFaults()
    {
        foreach (var (text, member) in new[] { (Company, nameof(Company)), (Purpose, nameof(Purpose)), (CostCentre, nameof(CostCentre)) })
        {
            if (text is { Length: > 256 }) yield return Problem.Malformed("At most 256 characters.", member);
            if (text is not null && text.Any(Texts.Forbidden)) yield return Problem.Malformed("No control characters and no marks that cannot be seen.", member);
        }
    }

    [GeneratedRegex(@"\A[ -~]{1,50}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]\z")]
    private static partial Regex AliasForm();

    [GeneratedRegex(@"\A[\w+=,.%-]+@[\w.-]+\.[\w]+\z")]
    private static partial Regex ContactEmail();

    [GeneratedRegex(@"\A[\s0-9()+-]{1,25}\z")]
    private static partial Regex Phone();
}
