using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Users;

/// <summary>People within reach.</summary>
public sealed record PeopleList(ListQuery Query, IReadOnlyList<ListedPerson> Shown, int Count, PeopleReach Reach, Func<AccountId, string?> NameOf);

/// <summary>The form of a new person, with what was typed.</summary>
public sealed record NewPersonForm(string Email, string Name, string Role, string Account)
{
    public PeopleReach Reach { get; init; } = PeopleReach.Operator;

    public string? AccountName { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>A password made for somebody, shown this once.</summary>
public sealed record OneTimePassword(NewPerson Made, string Return);

/// <summary>A person with everything the caller may do.</summary>
/// <param name="Whole">Whether the whole person is within reach, not only some roles.</param>
public sealed record PersonDetail(ListedPerson Listed, IReadOnlyList<GivenRole> Roles, IReadOnlyList<ListedKey> Keys, PeopleReach Reach, bool Whole, AccountId Account, Func<AccountId, string?> NameOf)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>The question before something is done to a person.</summary>
/// <param name="Act">The verb on the button.</param>
/// <param name="Consequence">What it means, in numbers.</param>
public sealed record PersonQuestion(Person Person, string Act, string Consequence, string Url, bool OffersSecondFactor);

/// <summary>Keys within reach.</summary>
public sealed record KeyList(ListQuery Query, IReadOnlyList<ListedKey> Shown, int Count, Func<AccountId, string?> NameOf);

/// <summary>The form of a new key, with what was typed.</summary>
public sealed record NewKeyForm(string Account, string User, IReadOnlyList<string> Policies)
{
    public ImmutableArray<BuiltInPolicy> Choices { get; init; } = [];

    public ImmutableArray<Problem> Problems { get; init; } = [];
}
