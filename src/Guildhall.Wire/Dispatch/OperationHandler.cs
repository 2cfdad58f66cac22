namespace Guildhall.Wire.Dispatch;

/// <summary>One operation: from a verified call to a result. What it throws is a bug and becomes the protocol's internal error.</summary>
public delegate ValueTask<OperationResult> OperationHandler(OperationCall call, CancellationToken cancellation);
