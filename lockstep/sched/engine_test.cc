// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/engine.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "lockstep/sched/replay_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/choices.h"

namespace lockstep {
namespace {

/// Tasks that do as they are told, and note in `made` who did what, in the order in which it
/// happened.
class Tasks {
 public:
  using Body = std::function<void(unsigned task)>;

  End run(unsigned tasks, Scheduler& scheduler, Body body) {
    body_ = std::move(body);
    made.clear();
    return engine.run(
        tasks, scheduler, log,
        [](void* self, unsigned task) { static_cast<Tasks*>(self)->body_(task); }, this);
  }

  End run(unsigned tasks, const Schedule& schedule, Body body) {
    ScriptedScheduler scheduler(schedule);
    return run(tasks, scheduler, std::move(body));
  }

  /// Makes an access to a task's own object, and notes it once it has been made.
  void step(unsigned task, lockstep_access kind = LOCKSTEP_READ) {
    engine.step(&objects[task], kind);
    note(task);
  }
  void note(unsigned task) { made += static_cast<char>('0' + task); }

  /// Who made the steps of the log.
  std::string logged() const {
    std::string tasks;
    for (const Step step : log) tasks += static_cast<char>('0' + step.task());
    return tasks;
  }

  Engine engine;
  StepLog log{20};
  std::array<int, kMaxTasks> objects = {};
  std::string made;

 private:
  Body body_;
};

TEST(Engine, MakesTheStepsInTheOrderOfTheChoicesAndLogsThem) {
  Tasks tasks;
  const auto two_steps = [&](unsigned task) {
    tasks.step(task, LOCKSTEP_READ);
    tasks.step(task, LOCKSTEP_WRITE);
  };
  const Schedule schedule = schedule_of_tasks({{0, 1}, {1, 2}, {0, 1}});
  EXPECT_EQ(tasks.run(2, schedule, two_steps), End::kCompleted);
  EXPECT_EQ(tasks.made, "0110");
  EXPECT_EQ(tasks.logged(), "0110");
  EXPECT_EQ(tasks.log[0].object(), &tasks.objects[0]);
  EXPECT_EQ(tasks.log[1].kind(), LOCKSTEP_READ);
  EXPECT_EQ(tasks.log[2].kind(), LOCKSTEP_WRITE);
  EXPECT_FALSE(tasks.log[1].is_after_leave()) << "task 0 could have gone on";
  EXPECT_TRUE(tasks.log[3].is_after_leave()) << "task 1 has ended";
  EXPECT_EQ(tasks.engine.steps(), 4u);
}

TEST(Engine, NeedsAChoiceForATaskThatMakesNoAccess) {
  Tasks tasks;
  EXPECT_EQ(tasks.run(2, Schedule{}, [&](unsigned task) { tasks.note(task); }), End::kCompleted);
  EXPECT_EQ(tasks.made, "01");
  EXPECT_EQ(tasks.logged(), "01");
  EXPECT_EQ(tasks.log[0].object(), nullptr);
}

TEST(Engine, HasNothingToDoWithoutTasks) {
  Tasks tasks;
  EXPECT_EQ(tasks.run(0, Schedule{}, [](unsigned) {}), End::kCompleted);
  EXPECT_EQ(tasks.log.size(), 0u);
}

TEST(Engine, DoesNotRunATaskThatSleepsUntilItIsWoken) {
  Tasks tasks;
  const auto sleeper_and_waker = [&](unsigned task) {
    tasks.step(task);
    if (task == 0) {
      tasks.engine.sleep();
      tasks.step(task);
    } else {
      EXPECT_TRUE(tasks.engine.wake(0));
      EXPECT_FALSE(tasks.engine.wake(0)) << "it does not sleep any more";
      tasks.step(task);
    }
  };
  EXPECT_EQ(tasks.run(2, Schedule{}, sleeper_and_waker), End::kCompleted);
  EXPECT_EQ(tasks.made, "0110");
  EXPECT_TRUE(tasks.engine.asleep().empty());
}

TEST(Engine, EndsInAHangIfAllTasksThatAreLeftSleep) {
  Tasks tasks;
  const auto only_first_sleeps = [&](unsigned task) {
    tasks.step(task);
    if (task == 0) tasks.engine.sleep();
    tasks.note(task);
  };
  EXPECT_EQ(tasks.run(2, Schedule{}, only_first_sleeps), End::kHang);
  EXPECT_EQ(tasks.made, "011");
  EXPECT_EQ(tasks.engine.asleep(), TaskSet::first_n(1));
  EXPECT_EQ(tasks.engine.unfinished(), TaskSet::first_n(1));
}

// What it left in the middle does not go on in the next execution.
TEST(Engine, EndsAtTheLimitOfStepsAndCanBeginAgain) {
  Tasks tasks;
  const auto endless = [&](unsigned task) {
    for (;;) tasks.step(task);
  };
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(tasks.run(2, Schedule{}, endless), End::kOutOfSteps);
    EXPECT_EQ(tasks.log.size(), 20u);
    EXPECT_EQ(tasks.run(2, Schedule{}, [&](unsigned task) { tasks.step(task); }), End::kCompleted);
    EXPECT_EQ(tasks.logged(), "01");
  }
}

/// Stops before a step, and keeps what was announced until then.
class StoppingScheduler final : public Scheduler {
 public:
  StoppingScheduler(const Engine& engine, unsigned steps) : engine_(engine), steps_(steps) {}

  void begin(unsigned /*tasks*/) override { made_ = 0; }
  Choice pick(TaskSet enabled, unsigned running) override {
    if (made_++ < steps_) return ReplayScheduler::go_on(enabled, running);
    announced = {engine_.announced(0), engine_.announced(1)};
    return {};
  }

  std::array<Step, 2> announced;

 private:
  const Engine& engine_;
  const unsigned steps_;
  unsigned made_ = 0;
};

TEST(Engine, StopsWhereTheSchedulerWantsNoFurtherStepAndTellsWhatWouldComeNext) {
  Tasks tasks;
  StoppingScheduler scheduler(tasks.engine, 2);
  const auto three_steps = [&](unsigned task) {
    for (int i = 0; i < 3; ++i) tasks.step(task, LOCKSTEP_UPDATE);
  };
  EXPECT_EQ(tasks.run(2, scheduler, three_steps), End::kStopped);
  EXPECT_EQ(tasks.logged(), "00") << "the choice to stop is no step";
  EXPECT_EQ(scheduler.announced[0], Step(0, &tasks.objects[0], LOCKSTEP_UPDATE));
  EXPECT_EQ(scheduler.announced[1].object(), nullptr) << "it has not begun";
}

// Another task goes first, and going on after that is no step.
TEST(Engine, LetsOthersGoFirstWhereATaskPauses) {
  Tasks tasks;
  const auto pauses = [&](unsigned task) {
    if (task == 0) tasks.engine.pause();
    tasks.step(task);
  };
  EXPECT_EQ(tasks.run(2, schedule_of_tasks({{0, 1}, {1, 1}, {0, 1}}), pauses), End::kCompleted);
  EXPECT_EQ(tasks.made, "10");
  EXPECT_EQ(tasks.logged(), "010");
}

// Task 0 waits until task 1 has made its step, whoever is wanted.
TEST(Engine, MakesAStepOfATaskThatSpinsOnlyAfterOneOfAnother) {
  Tasks tasks;
  const auto spins = [&](unsigned task) {
    if (task == 0) {
      tasks.step(task);
      tasks.engine.step_after_others(&tasks.objects[task], LOCKSTEP_READ);
      EXPECT_TRUE(tasks.engine.asleep().empty()) << "it goes on";
      tasks.note(task);
    } else {
      tasks.step(task);
      tasks.step(task);
    }
  };
  const Schedule schedule = schedule_of_tasks({{0, 1}, {1, 1}, {0, 1}, {1, 1}});
  EXPECT_EQ(tasks.run(2, schedule, spins), End::kCompleted);
  EXPECT_EQ(tasks.made, "0101");
}

TEST(Engine, HangsIfAllTasksSpinOrSleep) {
  Tasks tasks;
  const auto spins = [&](unsigned task) {
    tasks.step(task);
    if (task == 2) tasks.engine.sleep();
    for (;;) tasks.engine.step_after_others(&tasks.objects[task], LOCKSTEP_READ);
  };
  EXPECT_EQ(tasks.run(3, Schedule{}, spins), End::kHang);
  EXPECT_EQ(tasks.engine.asleep(), TaskSet::first_n(3));
  EXPECT_EQ(tasks.engine.spinning(), TaskSet::first_n(2));
}

TEST(Engine, HasProgressInEveryExecution) {
  Tasks tasks;
  std::uint64_t last = 0;
  for (int i = 0; i < 3; ++i) {
    tasks.run(1, Schedule{}, [&](unsigned task) { tasks.step(task); });
    EXPECT_GT(tasks.engine.progress(), last);
    last = tasks.engine.progress();
  }
}

}  // namespace
}  // namespace lockstep
