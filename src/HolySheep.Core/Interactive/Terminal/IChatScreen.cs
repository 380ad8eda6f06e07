using System.Threading.Tasks;

namespace HolySheep.Interactive.Terminal;

/// <summary>The terminal on which a session is shown. The front end owns it.</summary>
public interface IChatScreen
{
    /// <summary>The number of columns now.</summary>
    int Width { get; }

    /// <summary>The number of rows now.</summary>
    int Height { get; }

    /// <summary>True if the cursor can be moved with escape sequences.</summary>
    bool CanMove { get; }

    /// <summary>True if text can be bold, dim and colored.</summary>
    bool HasStyles { get; }

    /// <summary>Writes text at the cursor and shows it at once; line feeds also return to the first column.</summary>
    ValueTask WriteAsync(string text);
}
