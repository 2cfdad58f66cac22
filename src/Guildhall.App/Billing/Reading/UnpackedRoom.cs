namespace Guildhall.App.Billing.Reading;

/// <summary>How much all files of a delivery may unpack to together (security.md S-58, F-52). Taken from by several threads.</summary>
/// <param name="most">Bytes.</param>
internal sealed class UnpackedRoom(long most)
{
    private long _taken;

    public long Most => most;

    /// <summary>False when that is more than there is.</summary>
    public bool Take(long bytes) => Interlocked.Add(ref _taken, bytes) <= most;
}
