using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/alias</c>, <c>contact</c> and <c>name</c>: what is set on AWS as the account itself. vendor-integration.md 14.</summary>
internal sealed class FactPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/alias", AccountActs.Action, AccountDoor.On(guildhall, ReadAliasAsync));
        pages.Post(AccountDoor.One + "/alias", AccountActs.Action, AccountDoor.On(guildhall, SetAliasAsync));
        pages.Get(AccountDoor.One + "/name", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, _) => Task.FromResult(AskName(scene, scene.Account.Name, []))));
        pages.Post(AccountDoor.One + "/name", AccountActs.Action, AccountDoor.On(guildhall, RenameAsync));
        pages.Get(AccountDoor.One + "/contact", AccountActs.Action, AccountDoor.On(guildhall, ReadContactAsync));
        pages.Post(AccountDoor.One + "/contact", AccountActs.Action, AccountDoor.On(guildhall, SetContactAsync));
    }

    /// <summary>As AWS has it: an alias that the page does not show would be taken away by saving it.</summary>
    private async Task<PageAnswer> ReadAliasAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var read = await guildhall.AccountFacts.AliasAsync(scene.Reach, scene.Account.Id, cancellation);
        return read.Refused ? new PageAnswer.Refused(read.Problems) : AskAlias(scene, read.Value.Alias ?? "", []);
    }

    private async Task<PageAnswer> SetAliasAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var alias = call.Text("Alias");
        var set = await guildhall.AccountFacts.SetAliasAsync(scene.Reach, scene.Account.Id, alias.Length == 0 ? null : alias, cancellation);
        return set.Refused ? AskAlias(scene, alias, set.Problems) : scene.Done("The alias is being changed.");
    }

    private async Task<PageAnswer> RenameAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var set = await guildhall.AccountFacts.RenameAsync(scene.Reach, scene.Account.Id, call.Text("Name"), cancellation);
        return set.Refused ? AskName(scene, call.Text("Name"), set.Problems) : scene.Done("The name is being changed.");
    }

    private async Task<PageAnswer> ReadContactAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var read = await guildhall.AccountFacts.ContactAsync(scene.Reach, scene.Account.Id, cancellation);
        return read.Refused ? new PageAnswer.Refused(read.Problems) : AskContact(scene, read.Value.Contact, []);
    }

    private async Task<PageAnswer> SetContactAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var typed = ContactFields.In(call.Text);
        var set = await guildhall.AccountFacts.SetContactAsync(scene.Reach, scene.Account.Id, typed, cancellation);
        return set.Refused ? AskContact(scene, typed, set.Problems) : scene.Done(typed is null ? "The contact is being taken away." : "The contact is being changed.");
    }

    private static PageAnswer AskAlias(AccountScene scene, string alias, ImmutableArray<Problem> problems) =>
        scene.Ask<TextView>("Alias", new TextQuestion(scene.Account, "Alias", alias, "3 to 63 lower-case letters, digits and single hyphens; unique in all of AWS. Empty takes it away.", 63, true, problems), problems);

    private static PageAnswer AskName(AccountScene scene, string name, ImmutableArray<Problem> problems) =>
        scene.Ask<TextView>("Name", new TextQuestion(scene.Account, "Name", name, "1 to 50 plain ASCII characters, as AWS shows it too.", 50, false, problems), problems);

    private static PageAnswer AskContact(AccountScene scene, OwnerContact? contact, ImmutableArray<Problem> problems) =>
        scene.Ask<ContactView>("Contact", new ContactQuestion(scene.Account, contact, problems), problems);
}

/// <summary>One text of an account, to be changed.</summary>
/// <param name="Field">What it is called; the field's name, and in lower case the last step of the address.</param>
public sealed record TextQuestion(AccountView Account, string Field, string Value, string Hint, int Longest, bool Optional, ImmutableArray<Problem> Problems);

/// <summary>The operations contact of an account, to be changed.</summary>
/// <param name="Contact">Null for none.</param>
public sealed record ContactQuestion(AccountView Account, OwnerContact? Contact, ImmutableArray<Problem> Problems);
