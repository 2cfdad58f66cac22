using Guildhall.App.Agreements;
using Guildhall.App.Entitlements;

namespace Guildhall.App;

/// <content>Buying.</content>
public sealed partial class Installation
{
    public Agreements.Agreements Agreements { get; }

    public AgreementQueries AgreementQueries { get; }

    public AgreementListing AgreementListing { get; }

    public AgreementUpkeep AgreementUpkeep { get; }

    public RegistrationTokens RegistrationTokens { get; }

    public EntitlementQueries Entitlements { get; }
}
