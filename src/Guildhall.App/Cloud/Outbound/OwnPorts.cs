using System.Collections.Immutable;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>The ports this process listens on, told by its server once they are known: Guildhall never calls itself (decisions.md 27). Thread-safe.</summary>
public sealed class OwnPorts
{
    private volatile ImmutableHashSet<int> _ports = [];

    /// <summary>Tells the ports of addresses that are listened on; 0 stands for one that is not known yet.</summary>
    public void Listen(IEnumerable<int> ports) => _ports = _ports.Union(ports.Where(port => port != 0));

    public bool Contains(int port) => _ports.Contains(port);
}
