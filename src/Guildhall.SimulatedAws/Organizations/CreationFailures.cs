using System.Text.RegularExpressions;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The reasons for which a CreateAccount request can turn FAILED (aws-operations.md A.6): those that AWS documents, and any word of the same form, because AWS adds some.</summary>
internal static partial class CreationFailures
{
    /// <summary>Errors of the call itself are not of this form.</summary>
    public static bool IsReason(string code) => Form().IsMatch(code);

    [GeneratedRegex(@"\A[A-Z]+(_[A-Z]+)+\z")]
    private static partial Regex Form();
}
