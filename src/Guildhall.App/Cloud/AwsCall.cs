using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud;

/// <summary>One operation to be called.</summary>
/// <param name="Request">Makes the unsigned request for the endpoint; called once for each try.</param>
/// <param name="Error">Reads the error of an answer that is not a success.</param>
internal sealed record AwsCall(
    AwsService Service,
    string Operation,
    Func<Uri, HttpRequestMessage> Request,
    Func<OutboundAnswer.Answered, AwsError> Error)
{
    public OutboundLimits Limits { get; init; } = OutboundLimits.Control;
}
