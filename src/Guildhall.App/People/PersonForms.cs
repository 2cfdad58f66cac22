using System.Collections.Immutable;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>What a new person must look like.</summary>
internal static partial class PersonForms
{
    private const int LongestEmail = 64;
    private const int LongestName = 100;

    /// <summary>The address as it is compared.</summary>
    public static string KeyOf(string email) => email.Trim().ToLowerInvariant();

    /// <summary>The address as it is compared; <see cref="NoAddress"/> for what cannot be anybody's, which may be a password typed in the wrong field.</summary>
    public static string KnownKeyOf(string email) => Email(email).Any() ? NoAddress : KeyOf(email);

    /// <summary>Stands for everything that is no address; nobody's, since it holds blanks.</summary>
    public const string NoAddress = "not an e-mail address";

    public static ImmutableArray<Problem> Check(string email, string name, IReadOnlyList<GivenRole> roles) =>
    [
        .. Email(email),
        .. name.Trim().Length is < 1 or > LongestName ? [Problem.Malformed($"A name has 1 to {LongestName} characters.", "name")] : Enumerable.Empty<Problem>(),
        .. name.Any(Texts.Forbidden) ? [Problem.Malformed("The name holds a control, bidirectional or zero-width character.", "name")] : Enumerable.Empty<Problem>(),
        .. roles.Count == 0 ? [Problem.Malformed("At least one role is needed.", "role")] : Check(roles),
    ];

    public static ImmutableArray<Problem> Check(IReadOnlyList<GivenRole> roles) => [.. roles.SelectMany(Check)];

    /// <summary>The address is also the user name in ARNs, so it has IAM's form and length.</summary>
    private static IEnumerable<Problem> Email(string email)
    {
        var text = email.Trim();
        if (text.Length > LongestEmail || !UserForm().IsMatch(text) || !MailAddress.TryCreate(text, out var address) || address.Address != text)
            yield return Problem.Malformed($"That is not an e-mail address of at most {LongestEmail} letters, digits and _+=,.@-.", "email");
    }

    private static IEnumerable<Problem> Check(GivenRole given)
    {
        if (Role.Find(given.Role) is not { } role) yield return Problem.Malformed($"There is no role {given.Role}; there are {string.Join(", ", Role.All.Select(r => r.Name))}.", "role");
        else if (role.OfInstallation && given.Account.Value != "") yield return Problem.Malformed($"{role.Name} belongs to no account.", "account");
        else if (!role.OfInstallation && !AccountForm().IsMatch(given.Account.Value)) yield return Problem.Malformed($"{role.Name} needs an account of 12 digits.", "account");
    }

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"\A[\w+=,.@-]+\z", RegexOptions.ECMAScript)]
    private static partial Regex UserForm();
}
