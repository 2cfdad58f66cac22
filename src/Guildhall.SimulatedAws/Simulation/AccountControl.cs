using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary><c>POST /_simulation/accounts</c>: a new account with root keys, answered once.</summary>
internal sealed class AccountControl(World world)
{
    public async Task ServeAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.AccountOrder) is not { } order) return;
        if (Rules.Email.Check(order.Email) is not null || Rules.AccountName.Check(order.Name) is not null)
            await ControlRequest.RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid", "The name or the email is not of the form that AWS takes.");
        else if (Open(order) is { } account)
            await context.Response.WriteAsJsonAsync(account, ControlJson.Default.NewAccount, cancellationToken: context.RequestAborted);
        else
            await ControlRequest.RefuseAsync(context, StatusCodes.Status409Conflict, "email_taken", "Another account has this email.");
    }

    private NewAccount? Open(AccountOrder order) => world.Take(state =>
    {
        if (state.Indexes.Emails.Find(order.Email) is not null) return null;
        var seed = new WorldSeed(state);
        var id = seed.Account(order.Name, order.Email);
        var organization = order.Organization ? seed.Organization(id, order.Quota ?? state.Options.AccountQuota) : null;
        var key = seed.Key(id);
        return new NewAccount(id, order.Name, order.Email, key.AccessKeyId, key.SecretAccessKey, organization?.Id, organization?.RootId);
    });
}
