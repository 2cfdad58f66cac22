namespace Guildhall.SimulatedAws.Records;

/// <summary>The world's own state: how far its clock was moved and where its ids stand.</summary>
internal sealed record Settings : IRecord
{
    public const string OnlyId = "world";

    public string Id => OnlyId;
    public TimeSpan ClockAdvance { get; init; }
    public required ulong IdState { get; init; }
}

/// <summary>Something that whoever set the world up wants to find again, such as the id of an account.</summary>
internal sealed record Memo(string Id, string Text) : IRecord;
