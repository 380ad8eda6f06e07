using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace HolySheep.Configuration.Keys;

/// <summary>What a key command prints, as far as it has come: read from the start, and to the end even if it is too long, because the program must be able to end.</summary>
internal sealed class KeyOutput
{
    /// <summary>What is longer is not a key.</summary>
    public const int MostCharacters = 16_384;

    private readonly StringBuilder _text = new();

    public KeyOutput(StreamReader reader) => Reading = ReadAsync(reader);

    /// <summary>Completes at the end of the output.</summary>
    public Task Reading { get; }

    /// <summary>What has come; null if it is too long for a key.</summary>
    public string? Text
    {
        get
        {
            lock (_text)
            {
                return _text.Length > MostCharacters ? null : _text.ToString();
            }
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false) is > 0 and var read)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, _text.Length > MostCharacters ? 0 : read);
            }
        }
    }
}
