using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>The fields' limits of STS (aws-operations.md A.3).</summary>
internal static partial class Rules
{
    public const int DurationMinimum = 900;
    public const int DurationMaximum = 43_200;
    public const int ChainedMaximum = 3600;

    public static readonly TextRule RoleArn = new(20, 2048, XmlText());
    public static readonly TextRule SessionName = new(2, 64, Name());
    public static readonly TextRule ExternalId = new(2, 1224, External());
    public static readonly TextRule SessionPolicy = new(1, 2048, PolicyText());

    // What XML cannot say must not come back in an error's message.
    [GeneratedRegex(@"\A[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*\z")]
    private static partial Regex XmlText();

    [GeneratedRegex(@"\A[\w+=,.@-]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[\w+=,.@:/-]*\z")]
    private static partial Regex External();

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u00FF]+\z")]
    private static partial Regex PolicyText();
}
