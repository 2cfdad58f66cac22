using Guildhall.App.People;
using Guildhall.App.People.Provider;

namespace Guildhall.App;

/// <content>Who signs in, and how.</content>
public sealed partial class Installation
{
    public PersonDirectory People { get; }

    public SignIn SignIn { get; }

    public SecondFactors SecondFactors { get; }

    public Sessions Sessions { get; }

    public Passwords Passwords { get; }

    /// <summary>The identity provider; null without one, as <see cref="ProviderPeople"/>.</summary>
    public IdentityProvider? Provider { get; }

    public ProviderPeople? ProviderPeople { get; }

    public FirstRun FirstRun { get; }

    public PersonListing PersonListing { get; }

    public PersonChanges PersonChanges { get; }
}
