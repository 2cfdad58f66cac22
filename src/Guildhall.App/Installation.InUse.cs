using Guildhall.App.Agreements;

namespace Guildhall.App;

/// <content>What is in use, for those who govern.</content>
public sealed partial class Installation
{
    public InUse InUse => new(Database);

    public AgreementList AgreementList { get; }
}
