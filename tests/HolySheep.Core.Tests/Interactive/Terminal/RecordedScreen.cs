using System.Text;
using System.Threading.Tasks;

namespace HolySheep.Interactive.Terminal;

/// <summary>A screen that keeps what is written to it.</summary>
internal sealed class RecordedScreen : IChatScreen
{
    private readonly StringBuilder _written = new();

    public int Width { get; init; } = 80;

    public int Height => 24;

    public bool CanMove { get; init; } = true;

    public bool HasStyles { get; init; }

    public string Written => _written.ToString();

    public ValueTask WriteAsync(string text)
    {
        _written.Append(text);
        return default;
    }
}
