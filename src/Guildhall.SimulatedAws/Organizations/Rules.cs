using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The members' limits of AWS Organizations (aws-operations.md A.2).</summary>
internal static partial class Rules
{
    public const int PageMaximum = 20;
    public const int TagMaximum = 50;
    public const int UnitMaximum = 2000;
    public const int DepthMaximum = 5;
    public const int CreationsInProgress = 5;
    public const int ClosingsInProgress = 3;
    public const int LeastInvitationsInADay = 20;

    public static readonly TextRule AccountId = new(0, 12, Account());
    public static readonly TextRule AccountName = new(1, 50, PrintableAscii());
    public static readonly TextRule Email = new(6, 64, EmailAddress());
    public static readonly TextRule RoleName = new(0, 64, IamName());
    public static readonly TextRule UnitName = new(1, 128);
    public static readonly TextRule UnitId = new(0, 68, Unit());
    public static readonly TextRule ParentId = new(0, 100, RootOrUnit());
    public static readonly TextRule ChildId = new(0, 100, AccountOrUnit());
    public static readonly TextRule ResourceId = new(0, 130, Taggable());
    public static readonly TextRule CreationId = new(0, 36, Creation());
    public static readonly TextRule HandshakeId = new(0, 34, Handshake());
    public static readonly TextRule Notes = new(0, 1024);
    public static readonly TextRule ServicePrincipal = new(1, 128, Principal());
    public static readonly TextRule NextToken = new(0, 100_000);
    public static readonly TextRule TagKey = new(1, 128, TagText());
    public static readonly TextRule TagValue = new(0, 256, TagText());

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"\A[\u0020-\u007E]+\z")]
    private static partial Regex PrintableAscii();

    [GeneratedRegex(@"\A[^\s@]+@[^\s@]+\.[^\s@]+\z")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"\A[\w+=,.@-]{1,64}\z")]
    private static partial Regex IamName();

    [GeneratedRegex(@"\Aou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\z")]
    private static partial Regex Unit();

    [GeneratedRegex(@"\A(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})\z")]
    private static partial Regex RootOrUnit();

    [GeneratedRegex(@"\A([0-9]{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})\z")]
    private static partial Regex AccountOrUnit();

    [GeneratedRegex(@"\A(r-[0-9a-z]{4,32}|[0-9]{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|p-[0-9a-zA-Z_]{8,128}|r[pt]-[0-9a-zA-Z_]{4,128})\z")]
    private static partial Regex Taggable();

    [GeneratedRegex(@"\Acar-[a-z0-9]{8,32}\z")]
    private static partial Regex Creation();

    [GeneratedRegex(@"\Ah-[0-9a-z]{8,32}\z")]
    private static partial Regex Handshake();

    [GeneratedRegex(@"\A[\w+=,.@-]*\z")]
    private static partial Regex Principal();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagText();
}
