using System.Net;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Inviting an account by the pages, by the own API and by the command line. vendor-integration.md 12.4, 13.3, 17.</summary>
public abstract class InvitationCheckoutTests(InvitationHall hall)
{
    private const string Form = "/store/aws-account/existing";

    [Fact]
    public async Task M37_An_account_is_brought_on_the_pages_and_its_owner_reads_what_to_do()
    {
        var owner = await hall.OwnerAsync("Brought");
        using var amara = await hall.Hall.SignedInAsync("amara@example.com", "Administrator", hall.World.Management);
        Assert.Contains(Form, (await amara.GetAsync("/store/aws-account")).Html, StringComparison.Ordinal);
        (string, string)[] typed = [("existing", owner.Account), ("message", "Come in"), ("client-key", "page-1"), ("confirm", "alone"), ("confirm", "payment"), ("confirm", "history")];
        var (_, wrong) = await amara.PostAsync(Form, Form, [("existing", "12"), ("purpose", "Trials"), ("confirm", "alone"), ("go", "review")]);
        Assert.Contains("Enter the account&#x27;s ID, 12 digits, or the address of its root user.", wrong, StringComparison.Ordinal);
        Assert.Contains("Confirm what must be so before the account can join.", wrong, StringComparison.Ordinal);
        Assert.Contains("Trials", wrong, StringComparison.Ordinal);
        Assert.Contains("2. Details", wrong, StringComparison.Ordinal);
        var (_, review) = await amara.PostAsync(Form, Form, [.. typed, ("go", "review")]);
        foreach (var words in new[] { "3. Review", owner.Account, "Come in", "What the owner of the account does", "ends by itself after 15 days" }) Assert.Contains(words, review, StringComparison.Ordinal);

        var first = await amara.PostAsync(Form, Form, [.. typed, ("go", "order")]);
        var second = await amara.PostAsync(Form, Form, [.. typed, ("go", "order")]);
        var address = first.Response.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.Equal(address, second.Response.RequestMessage!.RequestUri!.AbsolutePath);
        var id = address.Split('/')[^1];
        var handshake = (await hall.InvitedAsync(id)).Row.HandshakeId!;
        var (_, waiting) = await amara.GetAsync(address);
        foreach (var words in new[] { "Waiting for the owner of", $"aws organizations accept-handshake --handshake-id {handshake}", "Check now", "Cancel order" }) Assert.Contains(words, waiting, StringComparison.Ordinal);

        await hall.AnswerAsync(owner, "AcceptHandshake", handshake);
        await amara.PostAsync(address, address + "/retry");
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        Assert.Contains("Active", (await amara.GetAsync(address)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/store/accounts/{owner.Account}/console", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.Contains(owner.Account, (await amara.GetAsync("/admin/accounts?q=Brought")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M37_A_cancellation_asks_first_and_an_ended_invitation_is_sent_again_on_its_page()
    {
        var owner = await hall.OwnerAsync("Asked");
        using var maya = await hall.Hall.SignedInAsync("maya@example.com", "MarketplaceManager", "");
        var id = (await hall.OrderAsync(InvitationHall.Invite(owner.Account) with { Organization = hall.World.Management })).Row.Id;
        var address = "/store/orders/" + id;
        await hall.AnswerAsync(owner, "DeclineHandshake", (await hall.InvitedAsync(id)).Row.HandshakeId!);
        await hall.LookAsync(id);
        await hall.EndAsync(id);
        var (_, declined) = await maya.GetAsync(address);
        Assert.Contains($"The owner of {owner.Account} declined the invitation.", declined, StringComparison.Ordinal);
        Assert.Contains("Invite again", declined, StringComparison.Ordinal);

        await maya.PostAsync(address, address + "/invite");
        await hall.InvitedAsync(id);
        var (_, asked) = await maya.GetAsync(address + "/cancel");
        Assert.Contains("its open invitation is cancelled on AWS", asked, StringComparison.Ordinal);
        await maya.PostAsync(address + "/cancel", address + "/cancel");
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(id)).State);
        var (_, cancelled) = await maya.GetAsync(address);
        Assert.DoesNotContain("Invite again", cancelled, StringComparison.Ordinal);
        Assert.Equal(["CANCELED", "DECLINED"], (await hall.ReceivedAsync(owner)).Order());
    }

    [Fact]
    public async Task The_own_API_invites_reads_sends_again_and_cancels()
    {
        var owner = await hall.OwnerAsync("Called");
        var administrator = await hall.Hall.AdministratorAsync();
        var refused = await administrator.PostAsync("/api/v1/accounts", new { existing = new { account = owner.Account, confirmed = false } });
        Assert.Equal((HttpStatusCode.BadRequest, "confirmed"), (refused.Status, (string?)refused.Json["field"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync("/api/v1/accounts", new { existing = new { account = owner.Account, confirmed = true }, alias = "mine" })).Status);
        var ordered = await administrator.PostAsync("/api/v1/accounts", new { existing = new { account = owner.Email, message = "Join", confirmed = true } });
        Assert.True(ordered.Status == HttpStatusCode.OK, ordered.Body);
        Assert.Equal(("Inviting", owner.Email), (ordered.Text("state"), ordered.Text("invited")));
        var id = ordered.Text("orderId");
        var twice = await administrator.PostAsync("/api/v1/accounts", new { existing = new { account = owner.Email, confirmed = true } });
        Assert.Equal((HttpStatusCode.Conflict, "already_invited"), (twice.Status, (string?)twice.Json["code"]));

        await hall.AnswerAsync(owner, "DeclineHandshake", (await hall.InvitedAsync(id)).Row.HandshakeId!);
        await hall.LookAsync(id);
        await hall.EndAsync(id);
        Assert.Equal("Inviting", (await administrator.PostAsync($"/api/v1/orders/{id}/invite", new { })).Text("state"));
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/orders/{id}/invite", new { })).Status);
        await hall.InvitedAsync(id);
        Assert.NotNull((await administrator.GetAsync($"/api/v1/orders/{id}")).Json["expires"]);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/v1/orders/{id}/cancel", new { })).Status);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(id)).State);
    }

    [Fact]
    public async Task The_command_line_invites_cancels_and_tells_what_is_missing()
    {
        var owner = await hall.OwnerAsync("Typed");
        var terminal = hall.Hall.Terminal();
        Assert.Equal(1, await terminal.RunAsync("account", "invite", owner.Account, "--organization", hall.World.Management));
        Assert.Equal("Confirm what must be so before the account can join.", terminal.Line);
        var order = (await terminal.AnswerAsync("account", "invite", owner.Account, "--organization", hall.World.Management, "--confirmed", "--message", "Join")).GetProperty("orderId").GetString()!;
        var handshake = (await hall.InvitedAsync(order)).Row.HandshakeId!;
        var shown = await terminal.AnswerAsync("order", "show", order);
        Assert.Equal(handshake, shown.GetProperty("handshakeId").GetString());
        Assert.Equal((await (await hall.Hall.AdministratorAsync()).GetAsync($"/api/v1/orders/{order}")).Json.AsObject().Select(m => m.Key), shown.EnumerateObject().Select(m => m.Name));
        await terminal.AnswerAsync("order", "cancel", order);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(order)).State);
        Assert.Equal(1, await terminal.RunAsync("order", "invite", order));
        Assert.Equal("Only an invitation that was declined, was cancelled on AWS or has expired is sent again.", terminal.Line);
    }
}

public sealed class InvitationCheckoutOnSqliteTests(SqliteInvitationHall hall) : InvitationCheckoutTests(hall), IClassFixture<SqliteInvitationHall>;

[Trait("Ring", "Postgres")]
public sealed class InvitationCheckoutOnPostgresTests(PostgresInvitationHall hall) : InvitationCheckoutTests(hall), IClassFixture<PostgresInvitationHall>;
