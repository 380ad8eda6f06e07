using System;
using System.IO;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Conversations that last, continued by name and as the last one.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ChatStoredConversationTests : ChatFixture, IDisposable
{
    public ChatStoredConversationTests()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", null);
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", Home.Folder);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", "memory");
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", IsolatedHome.Folder);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    public void A_conversation_goes_on_by_its_name_and_as_the_last_one(string form)
    {
        Run($$"""
            Invoke-HolySheepChat 'One' -Conversation Talk -System 'Be brief.' -Model local/first -ConfigPath $config {{form}}
            Invoke-HolySheepChat 'Two {x}' -Conversation talk -ConfigPath $config {{form}}
            Invoke-HolySheepChat 'Three' -Continue -ConfigPath $config {{form}}
            """).ThrowOnError();

        Assert.Equal(
            [("system", "Be brief."), ("user", "One"), ("assistant", "answer from local to One"), ("user", "Two {x}"), ("assistant", "answer from local to Two {x}"), ("user", "Three")],
            Provider.Requests[2].Messages);
        Assert.Equal(["first", "first", "first"], Provider.Requests.Select(request => request.Model));
        Assert.Equal(["Talk 3"], Run("Get-HolySheepConversation | % { \"$($_.Name) $($_.Turns)\" }").ThrowOnError().Values);
    }

    [Fact]
    public void Several_inputs_are_turns_one_after_the_other_and_a_failed_one_is_left_out()
    {
        Provider.Handle(request => request.LastUserMessage == "two" ? Reply.Error(400, "bad", "no") : null);
        var outcome = Run("'one', 'two', 'three' | Invoke-HolySheepChat -Conversation talk -NoFallback -ConfigPath $config");

        Assert.Single(outcome.Errors);
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(["one", "answer from local to one", "three"], Provider.Requests[^1].Messages.Select(message => message.Content));
    }

    [Theory]
    [InlineData("-Conversation talk -WhatIf")]
    [InlineData("-Continue -WhatIf")]
    [InlineData("-Conversation new -WhatIf -Stream")]
    public void With_WhatIf_nothing_is_stored(string options)
    {
        Run("Invoke-HolySheepChat 'One' -Conversation talk -ConfigPath $config").ThrowOnError();

        var answered = Run($"Invoke-HolySheepChat 'Two' {options} -ConfigPath $config").ThrowOnError();

        Assert.Single(answered.Output);
        Assert.Equal(["talk 1"], Run("Get-HolySheepConversation | % { \"$($_.Name) $($_.Turns)\" }").ThrowOnError().Values);
    }

    [Fact]
    public void Rows_are_turns_too()
    {
        Run("1, 2 | % { [pscustomobject] @{ Body = $_ } } | Invoke-HolySheepChat 'Note {Body}' -Conversation talk -PassThru -ConfigPath $config").ThrowOnError();

        Assert.Equal(["Note 1", "answer from local to Note 1", "Note 2"], Provider.Requests[^1].Messages.Select(message => message.Content));
    }

    [Theory]
    [InlineData("Invoke-HolySheepChat x -Continue -ConfigPath $config", "ConversationUnknown")]
    [InlineData("Invoke-HolySheepChat x -Continue -Conversation a -ConfigPath $config", "ArgumentInvalid")]
    [InlineData("Invoke-HolySheepChat x -Conversation 'a/b' -ConfigPath $config", "ArgumentInvalid")]
    [InlineData("'x', 'y' | Invoke-HolySheepChat -Conversation a -ThrottleLimit 2 -ConfigPath $config", "ArgumentInvalid")]
    [InlineData("Invoke-HolySheepChat x -Conversation broken -ConfigPath $config", "ConversationUnusable")]
    public void What_cannot_be_continued_ends_the_command_before_a_call(string script, string code)
    {
        if (script.Contains("broken", StringComparison.Ordinal))
        {
            Home.WriteFile("conversations/broken.json", "{");
        }

        var error = RunToFailure(script);

        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Provider.Requests);
    }

    [Theory]
    [InlineData("$r | Invoke-HolySheepChat more -Conversation a -ConfigPath $config")]
    [InlineData("$r.Conversation | Invoke-HolySheepChat more -Conversation a -ConfigPath $config")]
    public void A_piped_answer_is_a_conversation_of_its_own(string script)
    {
        var outcome = Run("$r = Invoke-HolySheepChat hi -ConfigPath $config; " + script);

        Assert.StartsWith("ArgumentInvalid,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Provider.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    public void An_answer_whose_turn_cannot_be_saved_is_written_and_so_is_the_error(string form)
    {
        Home.WriteFile("conversations", "");

        var outcome = Run($"Invoke-HolySheepChat x -Conversation a -ConfigPath $config {form}");

        Assert.Equal("answer from local to x", Assert.Single(outcome.Output).ToString());
        Assert.StartsWith("ConversationUnusable,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_that_ends_at_the_first_answer_has_saved_its_turn()
    {
        Run("'one', 'two' | Invoke-HolySheepChat -Conversation talk -ConfigPath $config | Select-Object -First 1").ThrowOnError();

        Assert.Equal(["1"], Run("(Get-HolySheepConversation talk).Turns").ThrowOnError().Values.Select(value => value!.ToString()));
    }

    [Fact]
    public void The_file_has_the_name_that_the_command_gives_it()
    {
        Run("Invoke-HolySheepChat x -Conversation 'CÁ 1' -ConfigPath $config").ThrowOnError();

        Assert.True(File.Exists(Path.Combine(Home.Folder, "conversations", "c%C3%A1%201.json")));
    }
}
