namespace Guildhall.Domain.Requests;

/// <summary>Refusals of request changes. Codes: private-marketplace.md 4.15.</summary>
internal static class RequestProblems
{
    public static Problem NotFound(EntityId request) => Problem.NotFound($"There is no request {request}.");

    public static Problem NotPending(ProductRequest request) =>
        Problem.Conflict("REQUEST_NOT_PENDING", $"{request.Id} is {request.Status.ToString().ToLowerInvariant()} already.");

    public static Problem NotRequester(ProductRequest request) =>
        Problem.Forbidden($"{request.Id} was made by account {request.Requester}; only that account cancels it.");

    public static Problem NotGoverned(AccountId account) =>
        Problem.Conflict("REQUESTS_DISABLED", $"No experience with a procurement policy governs account {account}: there is nothing to request.");

    public static Problem Disabled() =>
        Problem.Conflict("REQUESTS_DISABLED", "The private marketplace that governs this account does not take product requests.");

    public static Problem AlreadyAllowed(ProductId product) =>
        Problem.Conflict("PRODUCT_ALREADY_ALLOWED", $"{product} is approved already.");

    public static Problem Blocked(ProductId product) =>
        Problem.Conflict("PRODUCT_REQUEST_BLOCKED", $"{product} cannot be requested: an administrator blocked it.");

    public static Problem AlreadyRequested(ProductId product, EntityId request) =>
        Problem.Conflict("ENTITY_ALREADY_EXISTS", $"{product} is asked for by the pending request {request} of this account.");
}
