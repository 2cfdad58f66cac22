using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The fields' limits of IAM, and its default quotas (IAM and STS quotas page).</summary>
internal static partial class Rules
{
    public const int PageDefault = 100;
    public const int PageMaximum = 1000;
    public const int KeysPerUser = 2;
    public const int AttachedPolicies = 10;
    public const int UsersPerAccount = 5000;
    public const int RolesPerAccount = 1000;
    public const int SessionMinimum = 3600;
    public const int SessionMaximum = 43_200;

    public static readonly TextRule NewUserName = new(1, 64, Name());
    public static readonly TextRule UserName = new(1, 128, Name());
    public static readonly TextRule HolderName = new(1, 64, Name());
    public static readonly TextRule RoleName = new(1, 64, Name());
    public static readonly TextRule PolicyName = new(1, 128, Name());
    public static readonly TextRule ServiceName = new(1, 128, Name());
    public static readonly TextRule Path = new(1, 512, SlashedPath());
    public static readonly TextRule PolicyPath = new(1, 512, SegmentedPath());
    public static readonly TextRule PolicyDescription = new(0, 1000);
    public static readonly TextRule PathPrefix = new(1, 512, Prefix());
    public static readonly TextRule Arn = new(20, 2048, XmlText());
    public static readonly TextRule AccessKeyId = new(16, 128, Word());
    public static readonly TextRule Document = new(1, 131_072, DocumentText());
    public static readonly TextRule Description = new(0, 1000, DescriptionText());
    public static readonly TextRule Marker = new(1, 320, MarkerText());
    public static readonly TextRule TaskId = new(1, 1000);

    [GeneratedRegex(@"\A[\w+=,.@-]+\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(/|/[\u0021-\u007E]+/)\z")]
    private static partial Regex SlashedPath();

    [GeneratedRegex(@"\A(/[A-Za-z0-9.,+@=_-]+)*/\z")]
    private static partial Regex SegmentedPath();

    [GeneratedRegex(@"\A/[\u0021-\u007F]*\z")]
    private static partial Regex Prefix();

    // What XML cannot say must not come back in an error's message.
    [GeneratedRegex(@"\A[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*\z")]
    private static partial Regex XmlText();

    [GeneratedRegex(@"\A\w+\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u00FF]+\z")]
    private static partial Regex DocumentText();

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u007E\u00A1-\u00FF]*\z")]
    private static partial Regex DescriptionText();

    [GeneratedRegex(@"\A[\u0020-\u00FF]+\z")]
    private static partial Regex MarkerText();
}
