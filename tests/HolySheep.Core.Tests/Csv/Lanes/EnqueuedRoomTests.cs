using Xunit;

namespace HolySheep.Csv.Lanes;

public class EnqueuedRoomTests
{
    [Fact]
    public void Everything_fits_before_a_refusal() => Assert.Equal(long.MaxValue, new EnqueuedRoom().RoomBeside(0));

    [Fact]
    public void A_refusal_beside_other_batches_means_that_one_of_them_must_end_first()
    {
        var room = new EnqueuedRoom();
        room.Refused(300, 100);
        Assert.Equal((0, 100, 300), (room.RoomBeside(300), room.RoomBeside(200), room.RoomBeside(0)));
    }

    [Fact]
    public void A_batch_that_is_refused_alone_is_halved_until_it_fits()
    {
        var room = new EnqueuedRoom();
        room.Refused(0, 100);
        Assert.Equal(50, room.RoomBeside(0));
        room.Refused(0, 50);
        Assert.Equal((25, 5), (room.RoomBeside(0), room.RoomBeside(20)));
        room.Refused(0, 1);
        Assert.Equal(1, room.RoomBeside(0));
    }

    [Fact]
    public void A_limit_that_was_learned_is_never_raised()
    {
        var room = new EnqueuedRoom();
        room.Refused(0, 100);
        room.Refused(0, 1000);
        Assert.Equal(50, room.RoomBeside(0));
    }

    [Fact]
    public void A_small_batch_under_way_does_not_make_all_later_ones_as_small()
    {
        var room = new EnqueuedRoom(35_000);
        room.Refused(enqueued: 188, bytes: 34_800);
        Assert.Equal(17_494, room.Most);
        Assert.Equal(0, room.RoomBeside(17_300));
    }
}
