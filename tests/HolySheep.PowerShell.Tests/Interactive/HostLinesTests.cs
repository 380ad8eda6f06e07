using System;
using System.Linq;
using HolySheep.PowerShell.Tests.Commands;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Interactive;

/// <summary><c>Enter-HolySheepChat</c> in a host whose keys cannot be read, such as an editor's.</summary>
public sealed class HostLinesTests : ChatFixture
{
    [Fact]
    public void Lines_are_read_by_the_host_and_marks_join_them()
    {
        var host = new AnsweringHost(0, "one\\", "two", "\"\"\"three", "", "four\"\"\"", "/exit", "never");
        using var session = Session.WithModule(host);
        session.Run("Enter-HolySheepChat -ConfigPath $args[0]", Home.ConfigPath).ThrowOnError();

        Assert.Equal(["one\ntwo", "three\n\nfour"], Provider.Requests.Select(request => request.LastUserMessage));
        Assert.Equal(["never"], host.Unread);
        Assert.Contains("> " + "  " + "answer from local to one", host.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', host.Shown);
    }

    [Fact]
    public void The_end_of_the_lines_ends_the_session_and_the_last_answer_can_be_passed_on()
    {
        var host = new AnsweringHost(0, "first");
        using var session = Session.WithModule(host);
        var outcome = session.Run("(Enter-HolySheepChat -ConfigPath $args[0] -PassThru).Conversation.Count", Home.ConfigPath).ThrowOnError();

        Assert.Equal(2, outcome.Values.Single());
    }
}
