using Guildhall.SimulatedAws.Organizations;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>How a service tells what happens in every service: too many calls, a fault of its own, a member it cannot take (the services' models).</summary>
/// <param name="Throttled">One call too many.</param>
/// <param name="Fault">The name of a fault of the service's own.</param>
/// <param name="Invalid">The name of the refusal of a member.</param>
internal sealed record ServiceWords(WireError Throttled, string Fault, string Invalid)
{
    private static readonly WireError TooMany = new("TooManyRequestsException", "Too many requests. Slow down and try again.");
    private static readonly WireError Throttling = new("ThrottlingException", "Rate exceeded");
    private static readonly ServiceWords Sts = new(new WireError("Throttling", "Rate exceeded", 400), "InternalFailure", "ValidationError");

    /// <param name="service">The signing name.</param>
    public static ServiceWords Of(string service) => service switch
    {
        "organizations" => new(Refusals.TooMany("REQUEST_RATE", "Too many requests. Slow down and try again."), "ServiceException", "InvalidInputException"),
        "iam" => Sts with { Fault = "ServiceFailure" },
        "s3" => new(new WireError("SlowDown", "Please reduce your request rate.", 503), "InternalError", "InvalidArgument"),
        "cur" => new(Throttling, "InternalErrorException", "ValidationException"),
        "bcm-data-exports" => new(Throttling, "InternalServerException", "ValidationException"),
        "kms" => new(Throttling, "KMSInternalException", "ValidationException"),
        "account" => new(TooMany, "InternalServerException", "ValidationException"),
        "servicequotas" => new(TooMany, "ServiceException", "IllegalArgumentException"),
        _ => Sts,
    };
}
