using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Interactive.Terminal;

/// <summary>Reads what a person types.</summary>
public interface IChatInput
{
    /// <summary>Reads one input, which may have several lines; null if the person ends the session.</summary>
    ValueTask<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>True if the person wants to stop the answer under way; called often, never waits.</summary>
    bool WantsToStop();
}
