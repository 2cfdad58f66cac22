using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Hosting;

/// <summary>The two accounts of the guide: made once, found again after a restart.</summary>
internal sealed class GuideAccounts(WorldState state)
{
    public GuideAccount Standalone() => Tell(Account("standalone"));

    public GuideAccount Management()
    {
        var account = Account("management");
        if (account.Membership is null) state.Found(account, FeatureSet.ALL, state.Options.AccountQuota);
        var organization = state.Tables.Organizations.Get(state.Tables.Accounts.Get(account.Id).Membership!.OrganizationId);
        return Tell(account) with { OrganizationId = organization.Id, RootId = organization.RootId };
    }

    private Account Account(string kind)
    {
        var memo = "simulate-aws/" + kind;
        if (state.Tables.Accounts.Find(state.Tables.Memos.Find(memo)?.Text) is { } known) return known;
        var account = state.Open(kind, kind + "@simulated.example", state.Now);
        state.Tables.Memos.Put(new Memo(memo, account.Id));
        return account;
    }

    private GuideAccount Tell(Account account)
    {
        var key = state.Indexes.Keys.Of(AccessKey.OwnerOf(account.Id, null)).All.Select(state.Tables.Keys.Get).FirstOrDefault(key => key.Active)
            ?? state.NewKey(account.Id, null);
        return new GuideAccount(account.Id, account.Email, key.Id, key.Secret);
    }
}
