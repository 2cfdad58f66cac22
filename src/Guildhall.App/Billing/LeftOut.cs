using Guildhall.App.Store;

namespace Guildhall.App.Billing;

/// <summary>What is in no sum because it was not understood: the lines of a load that are in quarantine. security.md F-51.</summary>
internal static class LeftOut
{
    public static long Of(GuildhallDb db, long load) => db.ReportLoads.Where(l => l.Number == load).Select(l => l.Faulted).FirstOrDefault();
}
