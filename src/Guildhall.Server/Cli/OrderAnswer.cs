using Guildhall.App.Vending;

namespace Guildhall.Server.Cli;

/// <summary>Orders and accounts as the commands print them. contract.md 2.</summary>
internal static class OrderAnswer
{
    /// <summary>The answer of <c>account order</c>.</summary>
    public static object Short(OrderView order) => new { orderId = order.Row.Id, state = order.State.ToString(), accountId = order.Row.AccountId, email = order.Row.Email };

    public static object Full(OrderView order) => new
    {
        orderId = order.Row.Id,
        state = order.State.ToString(),
        accountId = order.Row.AccountId,
        email = order.Row.Email,
        name = order.Row.Name,
        organization = order.Organization,
        orderedBy = order.Row.OrderedBy,
        clientKey = order.Row.ClientKey,
        created = order.Row.CreatedAt,
        ended = order.Row.EndedAt,
        invited = order.Form.Existing?.Target,
        handshakeId = order.Row.HandshakeId,
        expires = order.Row.ExpiresAt,
        problem = order.ProblemFor(manager: true),
        steps = order.Steps.Select(s => new { step = s.Kind, state = s.State.ToString(), s.Attempts, s.Problem, s.AwsCode, s.AwsRequestId }),
    };

    public static object Of(AccountView account) => new
    {
        accountId = account.Id,
        name = account.Name,
        email = account.Email,
        alias = account.Known?.Alias,
        state = account.State.ToString(),
        standing = account.Standing,
        reason = account.Known?.Reason,
        organization = account.Organization,
        parentId = account.Parent,
        path = account.Path,
        source = account.Known?.Source,
        orderId = account.Known?.OrderId,
        company = account.Known?.Company,
        experience = account.Experience,
        drift = account.Drift,
        steps = account.Steps.Select(s => new { step = s.Kind, state = s.State.ToString(), s.At, requestedBy = s.AskedBy, s.Attempts, s.Problem, s.AwsCode, awsRequestId = s.RequestId }),
    };
}
