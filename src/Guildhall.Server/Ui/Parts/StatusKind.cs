namespace Guildhall.Server.Ui.Parts;

/// <summary>What a state means for the reader.</summary>
public enum StatusKind
{
    Good,
    Bad,
    Warning,
    Waiting,
    Information,
    Inactive,
}
