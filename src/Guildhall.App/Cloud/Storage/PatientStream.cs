namespace Guildhall.App.Cloud.Storage;

/// <summary>A stream that is read to its end however long that takes, as long as something comes. security.md S-53.</summary>
/// <param name="inner">What is read.</param>
/// <param name="owner">What is done with when the stream is.</param>
internal sealed class PatientStream(Stream inner, IDisposable owner) : OneWayStream
{
    /// <summary>The longest time in which nothing comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await inner.ReadAsync(buffer, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"Nothing came for {Patience.TotalSeconds} seconds.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
