namespace Guildhall.SimulatedAws.Records;

/// <summary>The world's own state: how far its clock was moved, where its ids stand, what simulate-aws made at first start.</summary>
internal sealed record Settings : IRecord
{
    public const string OnlyId = "world";

    public string Id => OnlyId;
    public TimeSpan ClockAdvance { get; init; }
    public required ulong IdState { get; init; }
    public Introduction? Introduction { get; init; }
}

/// <summary>The access keys of the accounts that simulate-aws tells about.</summary>
internal sealed record Introduction(string StandaloneKeyId, string ManagementKeyId);
