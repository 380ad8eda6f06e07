using System.CommandLine;
using HolySheep.Caching;
using HolySheep.Chat;

namespace HolySheep.Cli.Commands;

/// <summary>The options for answers that are given again.</summary>
/// <param name="asks">Whether the command asks for one answer, which may be wanted again.</param>
internal sealed class ChatCacheOptions(bool asks = false) : IChatOptions
{
    private readonly Option<string?> _cache = ValueOption.Text(
        "--cache", "AGE", "Gives an earlier answer to the very same request again, at no cost, if it is not older than AGE, such as 1d, 12h, 30m or 90s, and keeps the answers that come; off turns it off. Default: what the configuration says of the model, otherwise off.").NotEmpty();

    private readonly Option<bool> _force = ValueOption.Flag("--force", "Asks again even if --cache has an answer, and keeps the new one.");

    public void AddTo(Command command)
    {
        command.Options.Add(_cache);
        if (asks)
        {
            command.Options.Add(_force);
        }
    }

    public ChatRequest Apply(ParseResult parse, ChatRequest request) => request with { CacheMaxAge = CacheAge.Read(parse.GetValue(_cache)), CacheRefresh = asks && parse.GetValue(_force) };
}
