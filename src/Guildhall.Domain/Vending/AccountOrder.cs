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

    /// <summary>As the other three, one of <see cref="AccountLabels"/>.</summary>
    public string? Company { get; init; }

    public string? Purpose { get; init; }

    public string? CostCentre { get; init; }

    public decimal? Budget { get; init; }

    /// <summary>What was answered to the product's fields, each with the field as it was asked.</summary>
    public IReadOnlyList<ProductAnswer> Answers { get => field ?? []; init; }

    /// <summary>The terms that were accepted, as they were then; null for none.</summary>
    public string? Terms { get; init; }

    /// <summary>What is kept of the account for the company's own books.</summary>
    public AccountLabels Labels() => new() { Company = Company, CostCentre = CostCentre, Purpose = Purpose, Budget = Budget };

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (!(Existing is not null && Name.Length == 0) && !NameForm().IsMatch(Name)) yield return Problem.Malformed("Use 1–50 plain ASCII characters.", nameof(Name));
        if (Email is { } email && EmailAddress.Read(email, nameof(Email)) is { Refused: true } refused) yield return refused.Problems[0];
        if (Alias is { } alias && !AliasForm().IsMatch(alias)) yield return Problem.Malformed("3–63 lower-case letters, digits, single hyphens.", nameof(Alias));
        foreach (var fault in ExistingFaults()) yield return fault;
        foreach (var fault in ContactFaults()) yield return fault;
        foreach (var fault in Labels().Faults()) yield return fault;
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

    [GeneratedRegex(@"\A[ -~]{1,50}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]\z")]
    private static partial Regex AliasForm();

    [GeneratedRegex(@"\A[\w+=,.%-]+@[\w.-]+\.[\w]+\z")]
    private static partial Regex ContactEmail();

    [GeneratedRegex(@"\A[\s0-9()+-]{1,25}\z")]
    private static partial Regex Phone();
}
