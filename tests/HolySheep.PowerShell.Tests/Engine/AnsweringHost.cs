using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>A host with a person who answers every question in the same way, and types these lines.</summary>
internal sealed class AnsweringHost(int choice, params string[] lines) : PSHost
{
    private readonly AnsweringInterface _ui = new(choice, lines);

    /// <summary>The questions that were asked.</summary>
    internal IReadOnlyList<string> Questions => _ui.Questions;

    /// <summary>What was written without an end of line.</summary>
    internal string Shown => _ui.Shown.ToString();

    /// <summary>The lines that were not read.</summary>
    internal IReadOnlyCollection<string> Unread => _ui.Lines;

    public override string Name => "Answering";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class AnsweringInterface(int choice, string[] lines) : PSHostUserInterface
    {
        internal Queue<string> Lines { get; } = new(lines);

        internal StringBuilder Shown { get; } = new();

        internal List<string> Questions { get; } = [];

        public override PSHostRawUserInterface RawUI => null!;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add($"{caption} {message}");
            return choice;
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new InvalidOperationException("A value was asked for.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => Lines.TryDequeue(out var line) ? line : null!;

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value) => Shown.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteLine(string value) => Questions.Add(value);

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }
    }
}
