using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Keys;

/// <summary><c>holysheep keys set</c>: stores the key of a provider, from standard input and never from an argument.</summary>
internal sealed class KeysSetCommand : ChangeCommand, IHasExamples
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The provider, or a preset that becomes a provider.");
    private readonly Argument<string[]> _rest = new("KEY") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };
    private readonly KeyInput _input;
    private string _key = "";

    public KeysSetCommand(ConfigurationOptions common, StandardOutput output, Messages messages, StandardInput input)
        : base("set", "Stores the key of a provider; the key is read from standard input, at a terminal without showing it.", common, output, messages)
    {
        _input = new KeyInput(input, messages);
        Take([_name, _rest]);
    }

    public string Examples => """
        Examples:
          holysheep keys set groq
          pass show groq | holysheep keys set groq
          holysheep keys set groq < key.txt

        """;

    protected override async Task PrepareAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var name = parse.GetRequiredValue(_name);
        if (parse.GetResult(_rest)?.Tokens.Count > 0)
        {
            // Not repeated: it may be a key.
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                "A key is not taken from the command line, where other users and the shell's history see it. Nothing was stored.",
                $"Type it after: holysheep keys set {name}, or pipe it: pass show {name} | holysheep keys set {name}. If the key is in your history now, replace it at the provider.");
        }

        _key = await _input.ReadAsync(name, cancellationToken);
    }

    protected override string TargetOf(ConfigurationFile file) => new StoredKeys(file).Folder;

    protected override string Change(ParseResult parse, ConfigurationFile file) => new StoredKeys(file).Set(parse.GetRequiredValue(_name), _key);
}
