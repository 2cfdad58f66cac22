namespace Guildhall.Domain.Linking;

/// <summary>What verifying the credentials of a link showed.</summary>
public enum Verification
{
    /// <summary>AWS took them, and they are of the linked account.</summary>
    Taken,

    /// <summary>AWS answered that it does not take them, or they are of another account.</summary>
    Refused,

    /// <summary>AWS did not answer, or had no time: nothing is known.</summary>
    Untold,
}
