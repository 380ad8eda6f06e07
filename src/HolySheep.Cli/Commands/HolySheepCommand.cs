using System.CommandLine;
using System.CommandLine.Help;
using HolySheep.Cli.Commands.Budgets;
using HolySheep.Cli.Commands.Chains;
using HolySheep.Cli.Commands.Config;
using HolySheep.Cli.Commands.Conversations;
using HolySheep.Cli.Commands.Keys;
using HolySheep.Cli.Commands.Models;
using HolySheep.Cli.Commands.Providers;
using HolySheep.Cli.Commands.Rules;
using HolySheep.Cli.Commands.Splits;
using HolySheep.Cli.Commands.State;
using HolySheep.Cli.Commands.Templates;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands;

/// <summary>The root command, with the options that every command takes.</summary>
internal sealed class HolySheepCommand : RootCommand, IHasExamples
{
    private readonly HelpOption _help = new("--help", "-h", "-?");
    private readonly VersionOption _version = new("--version");
    private readonly ConfigurationOptions _common = new();

    public HolySheepCommand(StandardOutput output, Messages messages, StandardInput input)
        : base("Asks language models through fallback chains, and gets an answer if any target can give one.")
    {
        Options.Clear();
        Directives.Clear();
        Options.Add(_help);
        Options.Add(_version);
        _common.AddTo(this);
        Subcommands.Add(new ChatCommand(_common, output, messages, input));
        Subcommands.Add(new CsvCommand(_common, output, messages));
        Subcommands.Add(new WorkCommand(_common, output, messages));
        Subcommands.Add(new ServeCommand(_common, output, messages));
        Subcommands.Add(new RunCommand(_common, messages));
        Subcommands.Add(new RouteCommand(_common, output, messages, input));
        Subcommands.Add(new CostCommand(_common, output, messages, input));
        Subcommands.Add(new ModelsCommand(_common, output, messages));
        Subcommands.Add(new ProvidersCommand(_common, output, messages));
        Subcommands.Add(new ChainsCommand(_common, output, messages));
        Subcommands.Add(new RulesCommand(_common, output, messages));
        Subcommands.Add(new SplitsCommand(_common, output, messages));
        Subcommands.Add(new TemplatesCommand(_common, output, messages));
        Subcommands.Add(new ConversationsCommand(_common, output, messages));
        Subcommands.Add(new KeysCommand(_common, output, messages, input));
        Subcommands.Add(new ConfigCommand(_common, output, messages));
        Subcommands.Add(new HealthCommand(_common, output, messages));
        Subcommands.Add(new CallsCommand(_common, output, messages));
        Subcommands.Add(new UsageCommand(_common, output, messages));
        Subcommands.Add(new BudgetCommand(_common, output, messages));
        Subcommands.Add(new ReportCommand(_common, output, messages));
        Subcommands.Add(new StateCommand(_common, output, messages, input));
        Subcommands.Add(new CompletionCommand(output));
        Subcommands.Add(new VersionCommand(_common, output));
        Subcommands.Add(new HelpCommand(this));
        _help.Recursive = true;
        _help.Description = "Shows this help.";
        _help.Action = new ExampleHelp((HelpAction)_help.Action!);
        _version.Description = "Shows the version.";
    }

    public string Examples => """
        Examples:
          holysheep chat 'Xin chào' --sandbox                 answers without network, key or cost
          holysheep chat 'Explain TLS in one line' --stream
          journalctl -n 200 | holysheep chat 'Summarise' -    the prompt, then standard input
          holysheep csv in.csv --out out.csv --prompt 'Sentiment of: {Body}'
          holysheep work                                      joins in the shared jobs of other machines
          holysheep serve                                     the same router for any program, over HTTP
          holysheep route 'Explain TLS in one line'           whom that would ask, and why
          holysheep models --offline
          holysheep providers test holysheep
          holysheep health
          holysheep calls --failed
          holysheep usage --group-by day,model
          holysheep budget set daily --limit 20 --period day
          holysheep report --out report.html

        Exit codes:
          0 answered, 1 our own bug, 2 usage, configuration or request, 3 credentials, 4 rate or quota,
          5 no target could answer, 6 budget, 7 refused by a content policy, 8 some rows failed, 9 stopped early and resumable,
          10 another run holds the output, 130 cancelled
        """;

    /// <summary>Whether the line asks for help or the version, whatever else it contains.</summary>
    public bool OnlyExplains(ParseResult parse) => parse.GetResult(_help) is { Implicit: false } || parse.GetResult(_version) is { Implicit: false };
}
